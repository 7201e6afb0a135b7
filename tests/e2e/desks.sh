#!/bin/bash
# SPDX-License-Identifier: ISC
# A month at three desks at once, only with the keyboard, over ssh, in
# Vietnamese: two who ask and one who decides, from a death and a waiver to the
# approved list of the next month, and a wrong mark taken back.
# shellcheck disable=SC2034
OFFICE_LANGUAGE=vi
. "$(dirname "$0")/lib.sh"

small_office 48
small_staff hoa "Lường Thị Hoa" preparer --area 118
office_keys hoa
office_start
small_period
as lan pay P0004 >/dev/null && as lan pay P0008 >/dev/null
name() { sql "SELECT name FROM person WHERE code = '$1'"; }

desk maker phong
desk other hoa
desk checker truong
play other <<END
expect Đã đăng nhập
key Enter
expect 1  Danh sách người hưởng
send 1
expect F6 lọc
send $(name P0009)
quiet 600
key Enter
expect $(name P0009)
expect P0009
key F2
expect Thay đổi
send thôi hưởng
expect Thôi hưởng một trợ cấp
key Enter
expect Từ khi
END
sees "one reports a death" maker <<END
expect Đã đăng nhập
key Enter
expect 1  Danh sách người hưởng
send 1
expect F6 lọc
send $(name P0005)
quiet 600
key Enter
expect P0005
key F2
expect Thay đổi
send báo chết
key Enter
expect Ngày mất
send 20/08/2024
key Enter Enter
send 31/TLKT
key Enter
send 22/08/2024
key F10
expect Điều sẽ xảy ra
expect hết sau 08/2024
key F10
expect chờ người duyệt
expect BỊ CHẶN
END
is "at once nobody can be paid for the dead" "$(sql "SELECT count(*) FROM block
    JOIN line ON line.id = line_id JOIN person ON person.id = person_id WHERE code = 'P0005'")" 1
as lan pay P0005 >/dev/null 2>&1
is "at any desk" $? 1
sees "another asks for a stop meanwhile" other <<END
key Down
send 4
key Down
send 31/08/2024
key F10
expect Điều sẽ xảy ra
expect hết sau 08/2024
key F10
expect chờ người duyệt
END
sees "the checker decides on both, with the password" checker <<END
expect Đã đăng nhập
key Enter
expect Biến động (2)
send 4
expect 2 chờ duyệt
key Enter
expect từ chối hưởng
expect Nếu duyệt lúc này:
key F10
expect Việc này cần nhập lại mật khẩu
send demo-truong
key Enter
expect Xong: số
key Enter
expect 31/TLKT
key F10
expect Việc này cần nhập lại mật khẩu
send demo-truong
key Enter
expect Không có đề nghị nào phù hợp
END
sees "the month is closed, the next one opened and its list made" maker <<END
key F9
expect 3  Danh sách chi trả
send 3
expect Huyện Quỳnh Nhai
key F2
expect Chốt các danh sách
send chốt
key Enter
expect Gõ CHOT rồi Enter
key Enter
expect Chưa làm gì: gõ CHOT rồi Enter
send chot
key Enter
expect Đã chốt
key F2
expect Mở kỳ tiếp theo
send mở kỳ
key Enter
expect 09/2024 - 10/2024
send 1
expect Mở kỳ 09/2024?
key F10
expect phong  09/2024
key F2
expect Lập danh sách
send 1
key Enter
expect Đã lập:
END
sees "it is submitted" maker <<END
key F2
expect Trình
send trình
key Enter
expect F10 = có
key F10
expect đã trình
END
sees "and approved by who did not make it" checker <<END
key F9
expect 3  Danh sách chi trả (1)
send 3
expect truong  09/2024
expect đã trình
key F10
expect Việc này cần nhập lại mật khẩu
send demo-truong
key Enter
expect đã duyệt
END
is "the list of september" "$(sql "SELECT list.state, people, total FROM list JOIN period ON period.id = period_id
    WHERE code = '2024-09'")" 'approved|22|13500000'
is "without the dead and who waives it" "$(sql "SELECT count(*) FROM line JOIN person ON person.id = person_id
    WHERE month = '2024-09' AND person.code IN ('P0005', 'P0009')")" 0
sees "it was the wrong person: asked to be undone" other <<END
expect P0009
key F2
expect Hủy số
send hủy
key Enter
expect Vì sao
send ghi nhầm người
key F10
expect Điều sẽ xảy ra
expect sẽ có trong danh sách
expect 10/2024: 1 × 750.000 truy lĩnh
key F10
expect chờ người duyệt
END
sees "and is" checker <<END
key F9
expect Biến động (1)
send 4
expect Giàng Văn Hoà
key Enter
expect Nếu duyệt lúc này:
key F10
expect Việc này cần nhập lại mật khẩu
send demo-truong
key Enter
expect Không có đề nghị nào phù hợp
END
sees "the next list has the month that was lost" maker <<END
key F2
expect Chốt các danh sách
send chốt
key Enter
expect Gõ CHOT rồi Enter
send chot
key Enter
expect Đã chốt
key F2
expect Mở kỳ tiếp theo
send mở kỳ
key Enter
expect 10/2024 - 11/2024
send 1
expect Mở kỳ 10/2024?
key F10
expect phong  10/2024
key F2
expect Lập danh sách
send 1
key Enter
expect Đã lập: 23 người, 15.000.000 đồng
END
is "as arrears, to the đồng" "$(sql "SELECT group_concat(line.month || ' ' || line.kind || ' ' || line.amount, ', ')
    FROM line JOIN person ON person.id = line.person_id JOIN list ON list.id = line.list_id
    JOIN period ON period.id = list.period_id
    WHERE person.code = 'P0009' AND period.code = '2024-10'")" '2024-09 arrears 750000, 2024-10 base 750000'
exit "$failed"
