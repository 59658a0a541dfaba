"""The Vietnamese names under which a clerk knows the parts of a document (NĐ 30/2020, Phụ lục I).

Keys are those of the record's JSON; where an English word stands in the JSON, what the card shows
for it stands here as well.
"""

from __future__ import annotations

LABELS = {
    "number": "Số",
    "symbol": "Ký hiệu",
    "doc_type": "Loại",
    "regime": "Hệ thống",
    "date": "Ngày",
    "place": "Nơi ban hành",
    "issuer": "Cơ quan",
    "acting_body": "Thay mặt",
    "subject": "Trích yếu",
    "security": "Độ mật",
    "urgency": "Độ khẩn",
    "addressees": "Kính gửi",
    "recipients": "Nơi nhận",
    "signers": "Người ký",
    "citations": "Viện dẫn",
    "stamps": "Dấu đến",
    "copy_of": "Sao từ",
    "warnings": "Cảnh báo",
    "corrections": "Đã sửa",
    "tags": "Nhãn",
    "source": "Nguồn",
    "missing": "Tệp",
    "why": "Vì sao",
    "snippet": "Đoạn trích",
    "contents": "Mục lục",
    "cited_by": "Được dẫn bởi",
    "count": "Số văn bản dẫn",
    "likeness": "Giống nhau",
    "field": "Trường",
    "value": "Giá trị",
    "confidence": "Độ tin cậy",
    "from": "Máy đọc",
    "to": "Sửa thành",
    "at": "Lúc",
    # Columns and sheets of an export
    "records": "Văn bản",
    "id": "Mã",
    "path": "Tệp",
    "part": "Phần",
    "parts": "Số phần",
    "sha256": "SHA-256",
    "of_number": "Số văn bản",
    "title": "Tên",
    "pinpoint": "Điều khoản",
    "relation": "Quan hệ",
    "aliases": "Gọi tắt",
    "mentions": "Số lần",
    "target": "Mã văn bản dẫn",
    "name": "Tên",
    "purpose": "Để",
    "kind": "Nhóm",
    "stands_for": "Thay cho",
    "text": "Nguyên văn",
}

REGIMES = {"party": "Đảng", "state": "Nhà nước"}

RELATIONS = {
    "based_on": "căn cứ",
    "implements": "thực hiện",
    "guides": "hướng dẫn",
    "details": "quy định chi tiết",
    "amends": "sửa đổi, bổ sung",
    "replaces": "thay thế",
    "repeals": "bãi bỏ",
    "suspends": "ngưng hiệu lực",
    "corrects": "đính chính",
    "consolidates": "hợp nhất",
    "replies_to": "trả lời",
    "at_request_of": "theo đề nghị",
    "promulgates": "ban hành",
    "encloses": "gửi kèm",
    "copies": "sao",
    "reports_on": "báo cáo",
    "cites": "dẫn",
}

READ_AS = "{field}: máy đọc {value}"

FACETS = {"type": "Loại", "year": "Năm", "issuer": "Cơ quan", "place": "Nơi ban hành"}

NOT_HELD = "không có trong kho"
MAY_BE = "có thể là {count} văn bản"
SHOWN_ABOVE = "như trên"

GONE_SINCE = "không còn ở đó từ {since}"

STATUS = {
    "archive": "Kho",
    "files": "Tệp",
    "documents": "Văn bản",
    "missing": "Tệp không còn",
    "failed": "Tệp lỗi",
    "skipped": "Tệp bỏ qua",
    "size": "Dung lượng",
    "index": "Chỉ mục",
    "last_run": "Lần nạp cuối",
}
INDEX_STATES = {
    "current": "khớp",
    "behind": "cũ hơn kho; lần tìm sau sẽ làm lại",
    "not there": "chưa có; lần tìm sau sẽ làm",
    "not usable": "hỏng; lần tìm sau sẽ làm lại",
}
RUN_STATES = {"running": "đang chạy", "ended": "xong", "interrupted": "ngắt", "broken off": "đứt giữa chừng"}
LOG = {
    "run": "Lần",
    "started": "Bắt đầu",
    "state": "Kết thúc",
    "totals": "Tệp",
    "records": "Văn bản",
    "paths": "Đã nạp",
}

REASONS = {"is": "chính văn bản", "cites": "viện dẫn", "text": "có từ"}

STATISTICS = {
    "records": "Văn bản",
    "types": "Loại văn bản",
    "years": "Năm ban hành",
    "months": "Tháng ban hành",
    "issuers": "Cơ quan ban hành",
    "places": "Nơi ban hành",
    "cited": "Được viện dẫn nhiều nhất",
    "signers": "Ký nhiều nhất",
    "missing": "Văn bản thiếu trường",
    "warnings": "Cảnh báo",
    "confidence": "Độ tin cậy của mọi giá trị",
    "sure": "Giá trị có độ tin cậy từ {sure}",
    "by_field": "Độ tin cậy theo trường",
    "others": "{count:,} giá trị khác",
    "held": "có trong kho",
    "not_held": NOT_HELD,
    "page": "Thống kê kho văn bản",
    "span": "Năm ban hành",
    "bodies": "Cơ quan",
    "documents_cited": "Văn bản được viện dẫn",
    "table": "Bảng số",
    "zoom": "Kéo ngang để phóng to, bấm đúp để trở lại.",
    "undated": "{count:,} văn bản không rõ tháng.",
    "noscript": "Biểu đồ do script trong chính tệp này vẽ; không chạy script thì vẫn đọc được các bảng số.",
}

NARROWED = {
    "types": "Loại",
    "years": "Năm",
    "issuers": "Cơ quan",
    "places": "Nơi ban hành",
    "tags": "Thẻ",
    "after": "Từ",
    "before": "Đến",
}

KINDS = {"body": "cơ quan", "person": "cá nhân", "reference": "dẫn chiếu", "archive": "lưu"}

# What an archivist writes into Ghi chú for a warning; a date known in part is written out there.
NOTES = {
    "number-unreadable": "số không đọc được",
    "number-missing": "không rõ số",
    "date-missing": "không rõ ngày",
    "doc-type-missing": "không rõ loại",
    "doc-type-inferred": "loại do suy ra",
    "issuer-missing": "không rõ cơ quan ban hành",
    "issuer-inferred": "cơ quan ban hành do suy ra",
    "signer-missing": "không rõ người ký",
}

# The page of a register.
REGISTER = {
    "title": "Danh mục văn bản",
    "search": "Tìm theo số, cơ quan, trích yếu, người ký, nơi nhận …",
    "count": "{found} / {all} văn bản",
    "more": "Xem thêm",
    "close": "Đóng",
    "cited_by": "Được dẫn ở",
    "no_script": "Trình duyệt không chạy được mã của trang này nên danh mục không hiện ra.",
}

GRAPH = {
    "title": "Mạng viện dẫn",
    "search": "Tìm số, cơ quan, trích yếu…",
    "none_found": "Không có văn bản nào như vậy",
    "shown": "Đang hiện {nodes} văn bản, {edges} viện dẫn",
    "filters": "Bộ lọc",
    "type": "Loại văn bản",
    "relation": "Viện dẫn",
    "year": "Năm",
    "from": "từ",
    "to": "đến",
    "undated": "Không rõ ngày",
    "status": "Tình trạng",
    "held": "Có trong kho",
    "missing": "Không có trong kho",
    "linked": "Chỉ văn bản còn viện dẫn đang hiện",
    "everything": "Bỏ lọc",
    "no_type": "không rõ loại",
    "other_types": "loại khác",
    "bigger": "Phóng to",
    "smaller": "Thu nhỏ",
    "fit": "Vừa khung",
    "close": "Đóng",
    "cites": "Viện dẫn {count} văn bản",
    "cited": "{count} văn bản viện dẫn văn bản này",
    "filtered": "đang bị lọc",
    "legend": "Chú giải",
    "size": "Càng lớn, càng nhiều văn bản viện dẫn",
    "arrow": "Mũi tên chỉ văn bản được viện dẫn",
    "drawing": "Hình vẽ: kéo để di chuyển, lăn chuột để phóng to, bấm vào một văn bản để xem",
    "no_script": "Trang này cần JavaScript để vẽ; mọi thứ nằm trong trang, không tải gì về.",
}

KINDS_OF_CITATION = {
    "ground": "làm căn cứ",
    "carried_out": "thực hiện, hướng dẫn, ban hành",
    "changed": "sửa đổi, thay thế, bãi bỏ",
    "mentioned": "dẫn, trả lời, sao gửi",
}
