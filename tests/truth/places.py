"""Places by general knowledge: provinces before and after 1 July 2025, with towns and what lies in them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A province or central city with its seat and some of its districts, communes and wards."""

    name: str
    seat: str
    city: bool
    districts: tuple[str, ...] = ()
    communes: tuple[str, ...] = ()

    @property
    def full(self) -> str:
        return f"{'thành phố' if self.city else 'tỉnh'} {self.name}"


_OLD = """
Hà Nội|Hà Nội|c|quận Cầu Giấy, quận Hai Bà Trưng, huyện Ba Vì, huyện Thạch Thất|xã Tản Lĩnh, phường Nghĩa Tân
Hải Phòng|Hải Phòng|c|quận Lê Chân, huyện Thủy Nguyên, huyện Vĩnh Bảo|xã Phục Lễ, phường Niệm Nghĩa
Đà Nẵng|Đà Nẵng|c|quận Sơn Trà, quận Liên Chiểu, huyện Hòa Vang|xã Hòa Bắc, phường Nại Hiên Đông
Hồ Chí Minh|TP. Hồ Chí Minh|c|quận Bình Thạnh, quận Gò Vấp, huyện Củ Chi|xã Thái Mỹ, phường Tân Định
Lào Cai|Lào Cai|t|huyện Bát Xát, huyện Bảo Thắng, thị xã Sa Pa|xã Y Tý, xã Phong Niên
Sơn La|Sơn La|t|huyện Mộc Châu, huyện Sông Mã, huyện Thuận Châu|xã Chiềng Khoong, xã Tân Lập
Điện Biên|Điện Biên Phủ|t|huyện Tủa Chùa, huyện Mường Nhé|xã Sín Chải, xã Leng Su Sìn
Hà Giang|Hà Giang|t|huyện Mèo Vạc, huyện Quản Bạ, huyện Xín Mần|xã Lũng Cú, xã Thanh Vân
Cao Bằng|Cao Bằng|t|huyện Trùng Khánh, huyện Hạ Lang|xã Đàm Thủy, xã Minh Long
Bắc Kạn|Bắc Kạn|t|huyện Na Rì, huyện Chợ Đồn|xã Văn Lang, xã Bằng Lũng
Thái Nguyên|Thái Nguyên|t|huyện Đại Từ, huyện Định Hóa, thị xã Phổ Yên|xã La Bằng, xã Phú Đình
Yên Bái|Yên Bái|t|huyện Mù Cang Chải, huyện Trấn Yên|xã Chế Cu Nha, xã Việt Hồng
Phú Thọ|Việt Trì|t|huyện Lâm Thao, huyện Thanh Sơn, huyện Hạ Hòa|xã Hy Cương, xã Ấm Hạ
Vĩnh Phúc|Vĩnh Yên|t|huyện Bình Xuyên, huyện Lập Thạch|xã Ngọc Mỹ, xã Quất Lưu
Hải Dương|Hải Dương|t|huyện Thanh Hà, huyện Ninh Giang|xã Thanh Sơn, xã Hồng Dụ
Thái Bình|Thái Bình|t|huyện Tiền Hải, huyện Quỳnh Phụ|xã Nam Thịnh, xã An Ấp
Hà Nam|Phủ Lý|t|huyện Kim Bảng, huyện Lý Nhân|xã Thụy Lôi, xã Nhân Khang
Thanh Hóa|Thanh Hóa|t|huyện Quan Hóa, huyện Nông Cống, thị xã Bỉm Sơn|xã Phú Lệ, xã Tế Lợi
Nghệ An|Vinh|t|huyện Con Cuông, huyện Anh Sơn, huyện Diễn Châu|xã Môn Sơn, xã Diễn Kim
Hà Tĩnh|Hà Tĩnh|t|huyện Hương Khê, huyện Lộc Hà|xã Phúc Trạch, xã Thạch Kim
Quảng Bình|Đồng Hới|t|huyện Lệ Thủy, huyện Bố Trạch|xã Phong Nha, xã Ngư Thủy
Quảng Trị|Đông Hà|t|huyện Hướng Hóa, huyện Cam Lộ|xã Tân Hợp, xã Cam Chính
Quảng Nam|Tam Kỳ|t|huyện Nam Giang, huyện Duy Xuyên|xã Cà Dy, xã Duy Vinh
Bình Định|Quy Nhơn|t|huyện Tuy Phước, huyện Vân Canh|xã Phước Sơn, xã Canh Thuận
Phú Yên|Tuy Hòa|t|huyện Sông Hinh, huyện Đồng Xuân|xã Ea Bar, xã Xuân Phước
Khánh Hòa|Nha Trang|t|huyện Khánh Vĩnh, huyện Vạn Ninh|xã Sông Cầu, xã Vạn Thạnh
Bình Thuận|Phan Thiết|t|huyện Tánh Linh, huyện Bắc Bình|xã Đức Thuận, xã Hòa Thắng
Gia Lai|Pleiku|t|huyện Kbang, huyện Chư Sê|xã Đăk Rong, xã Ia Glai
Kon Tum|Kon Tum|t|huyện Đắk Glei, huyện Kon Plông|xã Măng Cành, xã Xốp
Đắk Lắk|Buôn Ma Thuột|t|huyện Krông Bông, huyện Cư M'gar|xã Hòa Lễ, xã Ea Kpam
Đắk Nông|Gia Nghĩa|t|huyện Tuy Đức, huyện Đắk Song|xã Quảng Trực, xã Nâm N'Jang
Lâm Đồng|Đà Lạt|t|huyện Lạc Dương, huyện Đạ Tẻh|xã Đưng K'Nớ, xã Mỹ Đức
Tây Ninh|Tây Ninh|t|huyện Dương Minh Châu, huyện Gò Dầu|xã Suối Đá, xã Phước Thạnh
Bình Phước|Đồng Xoài|t|huyện Bù Đăng, huyện Lộc Ninh|xã Bom Bo, xã Lộc Thiện
Đồng Nai|Biên Hòa|t|huyện Định Quán, huyện Cẩm Mỹ|xã Thanh Sơn, xã Xuân Quế
Long An|Tân An|t|huyện Cần Đước, huyện Đức Huệ|xã Long Hựu Đông, xã Mỹ Quý Tây
Bến Tre|Bến Tre|t|huyện Giồng Trôm, huyện Ba Tri|xã Hưng Nhượng, xã An Đức
Trà Vinh|Trà Vinh|t|huyện Càng Long, huyện Cầu Ngang|xã Mỹ Cẩm, xã Hiệp Hòa
Đồng Tháp|Cao Lãnh|t|huyện Lai Vung, huyện Tháp Mười|xã Tân Phước, xã Mỹ An
Kiên Giang|Rạch Giá|t|huyện Giồng Riềng, huyện Gò Quao|xã Ngọc Chúc, xã Định An
Sóc Trăng|Sóc Trăng|t|huyện Kế Sách, huyện Long Phú|xã An Mỹ, xã Tân Hưng
Bạc Liêu|Bạc Liêu|t|huyện Đông Hải, huyện Hồng Dân|xã Long Điền, xã Ninh Quới
"""

_NEW = """
Hà Nội|Hà Nội|c||phường Cửa Nam, xã Sóc Sơn, xã Suối Hai
Hải Phòng|Hải Phòng|c||phường Gia Viên, xã Kiến Thụy
Cần Thơ|Cần Thơ|c||phường Ninh Kiều, xã Phong Điền
Hồ Chí Minh|TP. Hồ Chí Minh|c||phường Bến Thành, xã Bình Chánh
Tuyên Quang|Tuyên Quang|t||xã Đồng Văn, xã Hàm Yên
Lào Cai|Lào Cai|t||xã Bắc Hà, phường Nghĩa Lộ
Phú Thọ|Việt Trì|t||phường Thanh Miếu, xã Mai Châu
Ninh Bình|Hoa Lư|t||xã Giao Thủy, phường Tây Hoa Lư
Gia Lai|Quy Nhơn|t||xã Đak Đoa, phường An Nhơn
Lâm Đồng|Đà Lạt|t||xã Di Linh, phường Xuân Hương - Đà Lạt
Vĩnh Long|Vĩnh Long|t||xã Vũng Liêm, phường Long Châu
An Giang|Rạch Giá|t||xã An Biên, phường Hà Tiên
"""


def _read(table: str) -> tuple[Place, ...]:
    rows = (line.split("|") for line in table.strip().split("\n"))
    return tuple(
        Place(
            name, seat, kind == "c", tuple(filter(None, districts.split(", "))), tuple(communes.split(", "))
        )
        for name, seat, kind, districts, communes in rows
    )


BEFORE, AFTER = _read(_OLD), _read(_NEW)
"""Sixty-three provinces and three levels to 30 June 2025, thirty-four and two since: some of each."""

REFORM = "2025-07-01"


def provinces(date: str) -> tuple[Place, ...]:
    return AFTER if date >= REFORM else BEFORE


def proper(place: str) -> str:
    """The name alone: `Tủa Chùa` of `huyện Tủa Chùa`."""
    for kind in ("huyện ", "quận ", "thị xã ", "thành phố ", "xã ", "phường ", "thị trấn "):
        if place.startswith(kind):
            return place[len(kind) :]
    return place
