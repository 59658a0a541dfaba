"""What the papers talk about and who signs them: sentences of no real document, persons of no office."""

from __future__ import annotations

from random import Random


def rows(text: str) -> list[str]:
    return text.strip().split("\n")


_SURNAMES = (
    "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Mai Đinh Tô Trịnh Đoàn Cao Lương Hà"
)
_RARE = [
    "Lò Văn",
    "Vàng A",
    "Giàng Seo",
    "Nông Thị",
    "Triệu Minh",
    "Thạch",
    "Danh",
    "Rơ Châm",
    "Y",
    "Điểu",
    "Kpă",
    "Hoàng Phủ",
    "Tôn Thất",
]
_MIDDLE = "Văn Thị Hữu Minh Đức Xuân Quang Ngọc Thanh Hồng Quốc Đình Công Bá Như Kim Anh Gia Trọng Việt"
_GIVEN = (
    "Khải Hoạch Thủy Nhàn Bính Lựu Tuệ Sáng Hòe Phượng Ninh Vững Đạo Thơ Khiêm Quyên Lập Huyên Tráng "
    "Duyệt Kha Mừng Thuấn Oanh Chiến Dũng Sơn Yến Thắng Lợi Huệ Bằng"
)

DEEDS = rows("""
tăng cường công tác quản lý
nâng cao hiệu quả
chấn chỉnh việc
đẩy mạnh công tác
kiểm tra, rà soát việc
triển khai công tác
báo cáo kết quả
bảo đảm an toàn trong
phối hợp thực hiện
điều chỉnh, bổ sung việc
hoàn thiện hồ sơ về
đôn đốc thực hiện
""")
MATTERS = rows("""
phòng, chống sạt lở bờ sông và ngập úng
nuôi ong lấy mật dưới tán rừng
thu gom rác thải ở các chợ đầu mối
cấp nước sạch cho vùng hạn, mặn
tiêm phòng cho đàn gia súc, gia cầm
sửa chữa cầu treo dân sinh
dạy bơi cho học sinh trong dịp hè
bảo tồn nghề dệt thổ cẩm
lưu trữ hồ sơ, tài liệu giấy
chuyển đổi số trong thư viện công cộng
phòng cháy, chữa cháy tại nhà trọ
trồng cây phân tán ven đường
sử dụng đất bãi bồi
khám sức khỏe định kỳ cho người cao tuổi
thắp sáng đường làng, ngõ xóm
quản lý đò ngang, bến khách
hỗ trợ nhà ở cho hộ nghèo
thu phí đỗ xe dưới lòng đường
bầu trưởng thôn, trưởng bản
kiểm kê di tích, lễ hội
quản lý vốn vay của các tổ chức hội
sắp xếp trường, lớp ở vùng cao
giữ gìn trật tự ở bến xe, nhà ga
đánh bắt cá bằng ngư cụ cấm
tuyên truyền về hiến máu tình nguyện
tiếp công dân, xử lý đơn thư
chăm sóc vườn chè cổ thụ
""")
TIMES = [
    "",
    "",
    "",
    " năm {y}",
    " trong mùa mưa bão năm {y}",
    " giai đoạn {y} - {y5}",
    " 6 tháng đầu năm {y}",
    " quý III năm {y}",
    " đến hết năm {y5}",
]
TAILS = [
    "",
    "",
    "",
    " và những năm tiếp theo",
    ", góp phần cải thiện đời sống của Nhân dân",
    " theo hướng gọn nhẹ, hiệu quả",
    " tại các xã đặc biệt khó khăn, vùng bãi ngang ven biển và hải đảo",
]

SENTENCES = rows("""
Thời gian qua, công việc này đã có chuyển biến, song còn những mặt chưa đạt yêu cầu đề ra.
Một số nơi chưa bố trí đủ người và kinh phí; việc kiểm tra còn chậm, chưa thường xuyên.
Các đơn vị chủ động rà soát, lập danh sách và gửi số liệu về cơ quan thường trực để tổng hợp.
Việc thực hiện phải đúng đối tượng, tiết kiệm, không gây phiền hà cho người dân.
Người đứng đầu chịu trách nhiệm nếu để xảy ra sai sót, chậm trễ tại nơi mình phụ trách.
Kinh phí được bố trí từ nguồn chi thường xuyên và các nguồn huy động hợp pháp khác.
Trong quá trình thực hiện nếu có vướng mắc, đề nghị phản ánh kịp thời để xem xét, giải quyết.
Cán bộ được phân công phải nắm chắc địa bàn, gặp gỡ từng hộ để vận động và giải thích.
Kết quả bước đầu cho thấy cách làm này phù hợp với điều kiện của địa phương.
Nơi nào làm tốt thì nhân rộng; nơi nào làm hình thức thì nhắc nhở, phê bình.
Đài phát thanh, cổng thông tin dành thời lượng hợp lý để đưa tin, nêu gương người tốt, việc tốt.
Đến nay đã có 412 hộ đăng ký tham gia, đạt 86,5% so với mục tiêu đầu năm.
Tổng số tiền huy động được là 3.275 triệu đồng, trong đó Nhân dân đóng góp 1.040 triệu đồng.
""")
TRAPS = rows("""
Vật liệu phải phù hợp với TCVN 6477:2016 và QCVN 16:2019/BXD.
Số liệu lập theo Mẫu số 02 và biểu số 05 gửi kèm, định dạng bảng tính.
Báo cáo gửi trước ngày 25/11/{y} để tổng hợp; chậm nhất ngày 30/11/{y}.
Mọi vướng mắc xin liên hệ qua số điện thoại 0912.345.678 hoặc 024.3825.1100.
Ban Chỉ đạo 35 và Tổ công tác 970 duy trì chế độ trực 24/7.
Nội dung này thuộc nhiệm kỳ 2020 - 2025 và kế hoạch trung hạn 2021-2025.
Tuyến Quốc lộ 1A đoạn Km 412+300 đến Km 418 cấm xe tải trên 10 tấn.
Thửa đất số 118, tờ bản đồ số 27, diện tích 1.250,5 m2.
Thời gian nghỉ ½ ngày được tính vào ngày phép của năm {y}.
Mã số thuế 0101234567, tài khoản số 3714.0.1054321 tại Kho bạc Nhà nước.
Hệ thống quản lý theo ISO 9001:2015 được duy trì đến quý IV/{y}.
""")
CLOSINGS = rows("""
Đề nghị các đơn vị nghiêm túc triển khai thực hiện
Trân trọng cảm ơn sự phối hợp của quý cơ quan
Yêu cầu các đồng chí được phân công thực hiện đúng tiến độ
Xin kính báo cáo để biết, chỉ đạo
Nhận được văn bản này, đề nghị quán triệt đến từng bộ phận
""")

LAWS = [
    ("Luật Đất đai", "2013", "29/11/2013"),
    ("Luật Đất đai", "2024", "18/01/2024"),
    ("Luật Tổ chức chính quyền địa phương", "2015", "19/6/2015"),
    ("Luật Đầu tư công", "2019", "13/6/2019"),
    ("Luật Ngân sách nhà nước", "2015", "25/6/2015"),
    ("Bộ luật Lao động", "2019", "20/11/2019"),
    ("Luật Bảo vệ môi trường", "2020", "17/11/2020"),
    ("Luật Di sản văn hóa", "2001", "29/6/2001"),
    ("Luật Phòng cháy và chữa cháy", "2001", "29/6/2001"),
    ("Luật Tiếp công dân", "2013", "25/11/2013"),
    ("Luật Lưu trữ", "2011", "11/11/2011"),
    ("Luật Khiếu nại", "2011", "11/11/2011"),
]

STATE_RECIPIENTS = rows("""
Như trên
Như Điều 3
Văn phòng Chính phủ
Bộ Tài chính
Bộ Nội vụ
Thường trực Tỉnh ủy
Thường trực HĐND tỉnh
CT, các PCT UBND tỉnh
Đoàn ĐBQH tỉnh
Ủy ban MTTQ Việt Nam tỉnh
Các sở, ban, ngành
Các sở: Tài chính, Y tế, Nội vụ
UBND các huyện, thị xã, thành phố
UBND các xã, phường
Kho bạc Nhà nước tỉnh
Cổng Thông tin điện tử
Công báo
Báo, Đài Phát thanh và Truyền hình tỉnh
VPUB: CVP, PCVP, TH
Lãnh đạo Văn phòng
Tòa án nhân dân tỉnh
Cục Kiểm tra văn bản QPPL (Bộ Tư pháp)
Các tổ chức chính trị - xã hội
Trung tâm Công báo
Ban Quản lý các khu công nghiệp
Viện Kiểm sát nhân dân tỉnh
Lãnh đạo Sở
Các đơn vị sự nghiệp công lập trực thuộc và các tổ chức hội quần chúng được giao biên chế
Trung tâm Khuyến nông, Chi cục Kiểm lâm, Chi cục Thủy lợi và Phòng chống thiên tai
""")
PARTY_RECIPIENTS = rows("""
Như trên
Như kính gửi
Bộ Chính trị
Ban Bí thư
Văn phòng Trung ương Đảng
Ban Tổ chức Trung ương
Thường trực Tỉnh ủy
Các đồng chí Tỉnh ủy viên
Các ban đảng, ban cán sự đảng, đảng đoàn
Các huyện ủy, thị ủy, thành ủy, đảng ủy trực thuộc
Đảng ủy Công an tỉnh
Đảng ủy Quân sự tỉnh
Ủy ban MTTQ và các đoàn thể tỉnh
Các chi bộ, đảng bộ trực thuộc
Báo, Đài tỉnh
Lãnh đạo Ban
Các tỉnh ủy, thành ủy
Trường Chính trị tỉnh
Các cơ quan tham mưu, giúp việc cấp ủy
Thành viên Ban Chỉ đạo
Ban Thường vụ các huyện ủy, thị ủy, thành ủy và các đảng ủy trực thuộc Tỉnh ủy
""")
PURPOSES = [
    "để b/c",
    "để báo cáo",
    "b/c",
    "để t/h",
    "để thực hiện",
    "để biết",
    "để phối hợp",
    "để p/h",
    "t/h",
    "để đăng tải",
    "để chỉ đạo",
    "qua mạng",
]
STATE_FILES = [
    "Lưu: VT, {u}.",
    "Lưu: VT.",
    "Lưu: VT, {u} (2b).",
    "Lưu VT, {u}.",
    "Lưu: VT, {u} (3).",
    "Lưu: VT, {u}.H15.",
]
PARTY_FILES = ["Lưu VT.", "Lưu Văn phòng.", "Lưu VP.", "Lưu VP, TH.", "Lưu HC.", "Lưu Văn thư."]
UNITS = ["KT", "NC", "KGVX", "TH", "CCHC", "QLNS", "TCCB", "HC", "VX"]

STATE_ADDRESSEES = rows("""
Ủy ban nhân dân các huyện, thị xã, thành phố
Giám đốc các sở, thủ trưởng các ban, ngành
Bộ Tài chính
Văn phòng Chính phủ
Ủy ban nhân dân tỉnh Long An
Công ty TNHH Dệt may Sao Mai
Sở Giao thông vận tải
Công ty cổ phần Xi măng Núi Voi
Chủ tịch Ủy ban nhân dân các xã, phường
Cục Thống kê tỉnh
Bảo hiểm xã hội Việt Nam
Các Bộ, cơ quan ngang Bộ, cơ quan thuộc Chính phủ
Hiệp hội Vận tải ô tô
""")
PARTY_ADDRESSEES = rows("""
Các huyện ủy, thành ủy và đảng ủy trực thuộc
Ban Thường vụ các huyện ủy, thị ủy
Ban Bí thư Trung ương Đảng
Các ban đảng, Văn phòng Tỉnh ủy
Thường trực Tỉnh ủy
Đảng ủy Khối các cơ quan
Các tỉnh ủy, thành ủy
Ban Tuyên giáo các huyện ủy, thị ủy
Các chi bộ trực thuộc
Ủy ban Kiểm tra các cấp
""")


def person(rng: Random) -> str:
    if rng.random() < 0.08:
        return f"{rng.choice(_RARE)} {rng.choice(_GIVEN.split())}"
    middle = " ".join(rng.sample(_MIDDLE.split(), 2 if rng.random() < 0.15 else 1))
    return f"{rng.choice(_SURNAMES.split())} {middle} {rng.choice(_GIVEN.split())}"


def years(rng: Random, text: str, date: str) -> str:
    year = int(date[:4])
    return text.replace("{y5}", str(year + rng.randint(2, 6))).replace("{y}", str(year))


def subject(rng: Random, scope: str, date: str) -> str:
    """One to four lines about something, without `V/v` or `Về việc`."""
    parts = [f"{rng.choice(DEEDS)} {rng.choice(MATTERS)}"]
    if rng.random() < 0.25:
        parts.append(f"{rng.choice(DEEDS)} {rng.choice(MATTERS)}")
    where = f" {scope}" if scope and rng.random() < 0.5 else ""
    return years(rng, " và ".join(parts) + where + rng.choice(TIMES) + rng.choice(TAILS), date)
