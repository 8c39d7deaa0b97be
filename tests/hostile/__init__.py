"""Hostile input, room by room.

- `test_files`: files, pictures, links, pipes (bounded time and memory, in a process of its own)
- `test_fields`: every payload in every field of every kind; hypothesis; HOSTILE=all tries all pairs
- `test_texts`: a built site of hostile texts, read letter for letter in every format
- `test_canaries`: what rules withhold is in no byte
- beside it: tests/problems (exact words), tests/test_source, test_markup, test_pictures, test_text,
  test_lettering (letters), test_privacy (people's data), test_build_failure and test_releases (a
  failed build leaves the site), tests/checks/test_addresses (slugs), withdrawal (removal)
"""
