"""Taking down an entry or a person: what must change in content/, what still names them, what is kept.

`plan` decides and changes nothing; `tombstone` is what remains of an entry; `traces` looks for a name
in texts and in what was built.
"""
