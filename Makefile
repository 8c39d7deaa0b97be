# Mọi lệnh đều là python scripts/<tên>.py, nên trên Windows không cần make.
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help admin bench preview site pdf test serve check lint audit lock clean publish

help: ## in danh sách lệnh
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1: \2/p' $(MAKEFILE_LIST)

site: ## dựng trang vào site/
	$(PYTHON) scripts/build.py $(ARGS)

pdf: ## dựng trang kèm tệp PDF của điểm tin tháng, bảng vàng
	$(PYTHON) scripts/pdf.py $(ARGS)

test: ## chạy các bài kiểm thử
	$(PYTHON) scripts/test.py $(ARGS)

publish: ## đăng vào thư mục máy chủ đọc: make publish ARGS="--to THU-MUC"
	$(PYTHON) scripts/publish.py $(ARGS)

serve: ## xem thử trong khi soạn, tự dựng lại khi có thay đổi
	$(PYTHON) scripts/serve.py $(ARGS)

check: ## kiểm tra nội dung, không dựng trang
	$(PYTHON) scripts/check.py $(ARGS)

admin: ## mở trình soạn thảo trên trình duyệt của máy này (cần node)
	$(PYTHON) scripts/admin.py $(ARGS)

preview: ## dựng bản xem trước có cả bản nháp vào .preview/ (--zip: thành một tệp ZIP)
	$(PYTHON) scripts/preview.py $(ARGS)

lint: ## kiểm tra mã nguồn
	$(PYTHON) scripts/lint.py $(ARGS)

audit: ## soát trang đã dựng: axe, HTML, liên kết, Lighthouse (cần node, java)
	$(PYTHON) scripts/audit.py $(ARGS)

bench: ## đo thời gian, bộ nhớ khi dựng một tỉnh–năm, bên cạnh Hugo
	$(PYTHON) scripts/bench.py $(ARGS)

lock: ## lập lại tệp khóa phiên bản thư viện
	$(PYTHON) scripts/lock.py $(ARGS)

clean: ## xóa những gì dựng ra (kể cả site/) và bộ nhớ đệm, giữ .venv
	rm -rf site .releases .build .admin .preview .cache node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis
