/*
 * SPDX-License-Identifier: ISC
 *
 * demo/name: names of people and villages as they are met in the north-west:
 * few surnames, one middle word, one given name, so that namesakes are
 * ordinary; single-word names of old women; Mông men with an adult name beside
 * the first one.
 */
#include <stdio.h>
#include <string.h>

#include "office/demo/demo_priv.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define WORDS(...) (const char *const[]){ __VA_ARGS__, NULL }

struct demo_tongue {
	const char *name;              /* as dân tộc is written */
	const char *const *surnames;   /* the first ones are the common ones */
	const char *const *man, *const *woman;           /* middle words */
	const char *const *men, *const *women;           /* given names */
	unsigned single;               /* per 10,000 old women: one word only */
	unsigned adult;                /* per 10,000 men: an adult name too */
};

static const struct demo_tongue demo_tongues[DEMO_ETHNICS] = {
	[DEMO_THAI] = {
		.name = "Thái",
		.surnames = WORDS("Lò", "Quàng", "Lường", "Cà", "Tòng", "Cầm",
		    "Hoàng", "Vì", "Bạc", "Điêu", "Lèo", "Hà", "Đèo", "Mè"),
		.man = WORDS("Văn"), .woman = WORDS("Thị"),
		.men = WORDS("Pâng", "Hặc", "Inh", "Ún", "Panh", "Tướng", "Xôm",
		    "Chựa", "Bóng", "Pản", "Phóng", "Thoản", "Dọn", "Hịa", "Ướng",
		    "Lả", "Tiến", "Hương", "Sơn", "Tiện", "Chiến", "Quân", "Nọi",
		    "Muôn", "Thịnh", "Hoan", "Pọm", "Yêu", "Xuân", "Sung", "Thương",
		    "Bun", "Đôi", "Ính", "Khặm", "Păn", "Phớ", "Ngoan", "Cương"),
		.women = WORDS("Ơn", "É", "Ín", "Pâng", "Lả", "Ọi", "Yên", "Bó",
		    "Hặc", "Inh", "Dín", "Pánh", "Muôn", "Sương", "Thoa", "Hiêng",
		    "Xuân", "Hoa", "Thu", "Pịn", "Thảnh", "Chựa", "Ương", "Bua",
		    "Phương", "Tấm", "Liên", "Nga", "Piếng", "Ún", "Ban", "Ọn",
		    "Chanh", "Nọi", "Khụt", "Xiên", "Hịa", "Quy", "Lún"),
		.single = 260 },
	[DEMO_MONG] = {
		.name = "Mông",
		.surnames = WORDS("Giàng", "Sùng", "Vàng", "Thào", "Mùa", "Hạng",
		    "Lầu", "Tráng", "Cứ", "Phàng", "Ly", "Sồng", "Và", "Chá"),
		.man = WORDS("A"), .woman = WORDS("Thị", "Thị", "Thị", "Y"),
		.men = WORDS("Chống", "Tủa", "Dơ", "Sồng", "Lử", "Páo", "Của",
		    "Chu", "Sáy", "Nủ", "Vừ", "Thái", "Khua", "Dê", "Ký", "Lềnh",
		    "Sênh", "Phứ", "Tênh", "Lự", "Pó", "Nhè", "Chính", "Dế"),
		.women = WORDS("Dợ", "Mỷ", "Sua", "Dua", "Mai", "Chư", "Ca", "Máy",
		    "Xá", "Pà", "Súa", "Và", "Giống", "Cở", "Ganh", "Ly", "Nhia",
		    "Mo", "Chứ", "Dê", "Sông", "Chía", "Ày"),
		.single = 700, .adult = 2200 },
	[DEMO_MUONG] = {
		.name = "Mường",
		.surnames = WORDS("Hà", "Đinh", "Bùi", "Quách", "Phùng", "Sa",
		    "Cầm", "Lường", "Hoàng", "Bạch", "Xa"),
		.man = WORDS("Văn", "Văn", "Công", "Đình"), .woman = WORDS("Thị"),
		.men = WORDS("Ểu", "Thơm", "Tình", "Dần", "Sáng", "Lưu", "Thái",
		    "Hùng", "Khoa", "Sướng", "Định", "Bình", "Chung", "Quyền",
		    "Tâm", "Nghiệp", "Thuận", "Dũng", "Nhạn", "Hiền"),
		.women = WORDS("Ển", "Thỉnh", "Hợi", "Xuyến", "Lan", "Tươi", "Hà",
		    "Ngọt", "Vui", "Nhung", "Hoà", "Xoan", "Thắm", "Phượng",
		    "Bích", "Hiên", "Dựa", "Sen", "Lý"),
		.single = 30 },
	[DEMO_KINH] = {
		.name = "Kinh",
		.surnames = WORDS("Nguyễn", "Trần", "Phạm", "Lê", "Vũ", "Hoàng",
		    "Bùi", "Đỗ", "Đặng", "Ngô", "Đoàn", "Phan", "Trịnh", "Lưu"),
		.man = WORDS("Văn", "Văn", "Đức", "Xuân", "Ngọc", "Minh", "Duy"),
		.woman = WORDS("Thị", "Thị", "Thị", "Thị Ngọc", "Thị Thanh",
		    "Thị Hoàng Bảo Ngọc"),
		.men = WORDS("Thắng", "Hùng", "Tuấn", "Thành", "Hải", "Sơn", "Quang",
		    "Bình", "Dũng", "Khánh", "Thuỷ", "Đạt", "Toàn", "Nghĩa", "Lâm",
		    "Kiên", "Cường", "Huy", "Hoà", "Thọ"),
		.women = WORDS("Hoa", "Lan", "Hương", "Mai", "Nga", "Hạnh", "Thuý",
		    "Thu", "Yến", "Loan", "Nhàn", "Hiền", "Oanh", "Quý", "Tâm",
		    "Mỹ", "Vân", "Ánh", "Dung", "Quyên") },
	[DEMO_DAO] = {
		.name = "Dao",
		.surnames = WORDS("Bàn", "Triệu", "Đặng", "Lý", "Phùng", "Hoàng"),
		.man = WORDS("Tòn", "Văn", "Phụ", "Hữu", "Sinh", "Quý"),
		.woman = WORDS("Mùi", "Thị", "Mùi", "Thị"),
		.men = WORDS("Sán", "Phú", "Chòi", "Liều", "Phin", "Nái", "Vạn",
		    "Hín", "Tiến", "Phúc", "Lâm", "Chiêu", "Quyên", "Thanh",
		    "Hiến", "Siểu"),
		.women = WORDS("Lai", "Pham", "Nái", "Chuổng", "Viện", "Mắn",
		    "Khe", "Pu", "Say", "Nhậy", "Sính", "Phấy", "Liều", "Mụi"),
		.single = 60 },
	[DEMO_KHOMU] = {
		.name = "Khơ Mú",
		.surnames = WORDS("Lường", "Quàng", "Lò", "Vì", "Moong", "Cút",
		    "Ót", "Hoàng"),
		.man = WORDS("Văn"), .woman = WORDS("Thị"),
		.men = WORDS("Un", "Phanh", "Ộn", "Choi", "Puôn", "Khun", "Thong",
		    "Bun", "Phay", "Nghìn", "Chuông"),
		.women = WORDS("Đôi", "Un", "Ỏn", "Phương", "Ìn", "Piên", "Xiêng",
		    "Thon", "Bua", "Nghịn"),
		.single = 400 },
	[DEMO_XINHMUN] = {
		.name = "Xinh Mun",
		.surnames = WORDS("Vì", "Lò", "Mè", "Cầm", "Lường", "Hoàng"),
		.man = WORDS("Văn"), .woman = WORDS("Thị"),
		.men = WORDS("Phoong", "Sum", "Toản", "Ương", "Hắt", "Ngơi", "Bốn",
		    "Sáu", "Um", "Thín"),
		.women = WORDS("Ạn", "Un", "Sương", "Phơn", "Ngoi", "Đét", "Hà",
		    "Thín", "Ơm"),
		.single = 300 },
	[DEMO_LAHA] = {
		.name = "La Ha",
		.surnames = WORDS("Lò", "Quàng", "Lường", "Cà"),
		.man = WORDS("Văn"), .woman = WORDS("Thị"),
		.men = WORDS("Ỏn", "Phịnh", "Hiên", "Pâng", "Xuân", "Chủ", "Thuyên"),
		.women = WORDS("Ín", "Xuân", "Hom", "Phiên", "Ón", "Pâng", "Chum"),
		.single = 200 },
	[DEMO_KHANG] = {
		.name = "Kháng",
		.surnames = WORDS("Lò", "Quàng", "Lường", "Hoàng", "Cầm"),
		.man = WORDS("Văn"), .woman = WORDS("Thị"),
		.men = WORDS("Ún", "Chiến", "Hịa", "Minh", "Un", "Đức", "Tỉnh"),
		.women = WORDS("Xương", "Pin", "Hín", "Ún", "Ọm", "Lót", "Nghinh"),
		.single = 200 },
	[DEMO_TAY] = {
		.name = "Tày",
		.surnames = WORDS("Nông", "Hoàng", "Ma", "Hứa", "Đàm", "Bế", "Lục",
		    "Triệu", "Dương", "Hà", "La", "Nguyễn", "Lường", "Phan"),
		.man = WORDS("Văn", "Văn", "Đình", "Thế"), .woman = WORDS("Thị"),
		.men = WORDS("Slửu", "Thành", "Hiếu", "Tụng", "Dền", "Khang", "Thiết",
		    "Quyền", "Báo", "Slằn", "Hoạt", "Luân", "Toản", "Điệp", "Chúc",
		    "Viện", "Thuần", "Nghi"),
		.women = WORDS("Slấn", "Phẩm", "Ỏi", "Nự", "Mảy", "Hoan", "Bích",
		    "Diệp", "Thơm", "Nhích", "Liễu", "Chiến", "Huê", "Niềm", "Ngời",
		    "Tậu", "Sìn"),
		.single = 20 },
	[DEMO_NUNG] = {
		.name = "Nùng",
		.surnames = WORDS("Lý", "Nông", "Lương", "Triệu", "Hoàng", "Lã",
		    "Vi", "Mông", "Dương", "Hứa"),
		.man = WORDS("Văn", "Văn", "Minh"), .woman = WORDS("Thị"),
		.men = WORDS("Slương", "Phù", "Lìn", "Sáy", "Cắm", "Vằn", "Thạch",
		    "Dì", "Khìn", "Bảo", "Lâm"),
		.women = WORDS("Phùi", "Mủi", "Slìn", "Khày", "Lèng", "Dìn", "Páo",
		    "Thuận", "Ngân", "Mến"),
		.single = 30 },
};

static unsigned
demo_words(const char *const *v)
{
	unsigned n;

	for (n = 0; v[n] != NULL; n++)
		;
	return n;
}

static const char *
demo_pick(struct demo_dice *d, const char *const *v)
{
	return v[demo_below(d, demo_words(v))];
}

/* The first words of a list more often: of two throws the smaller. */
static const char *
demo_pick_common(struct demo_dice *d, const char *const *v)
{
	unsigned a = demo_below(d, demo_words(v));
	unsigned b = demo_below(d, demo_words(v));

	return v[a < b ? a : b];
}

void
demo_name(struct demo_dice *dice, enum demo_ethnic e, bool woman,
    int birth_year, struct demo_name *out)
{
	const struct demo_tongue *t = &demo_tongues[e];
	const char *surname = demo_pick_common(dice, t->surnames);
	const char *middle = demo_pick(dice, woman ? t->woman : t->man);
	const char *given = demo_pick_common(dice, woman ? t->women : t->men);

	out->other[0] = '\0';
	/* A long middle belongs to the young. */
	if (strchr(middle, ' ') != NULL && birth_year < 1985)
		middle = "Thị";
	if (woman && birth_year < 1945 && demo_odds(dice, t->single)) {
		(void)snprintf(out->name, sizeof(out->name), "%s", given);
		return;
	}
	(void)snprintf(out->name, sizeof(out->name), "%s %s %s", surname,
	    middle, given);
	/* Giàng A Tủa is Giàng Nhìa Tủa as a grown man: papers disagree. */
	if (!woman && birth_year < 1990 && demo_odds(dice, t->adult))
		(void)snprintf(out->other, sizeof(out->other), "%s %s %s",
		    surname, demo_pick(dice, WORDS("Nhìa", "Chờ", "Nỏ", "Pà",
		    "Giống", "Bla", "Vảng")), given);
}

const char *
demo_ethnic_name(enum demo_ethnic e)
{
	return demo_tongues[e].name;
}

void
demo_village(struct demo_dice *dice, enum demo_ethnic e, char kind,
    unsigned n, char *out, size_t size)
{
	static const char *const first[] = {
		"Nà", "Huổi", "Pá", "Co", "Phiêng", "Noong", "Hua", "Pom", "Ten",
		"Bó", "Lọng", "Tông", "Nặm", "Púng", "Cang", "Bon",
	};
	static const char *const last[] = {
		"Lốc", "Luông", "Hốc", "Phặng", "Mạ", "Khoang", "Cài", "Sản",
		"Lụ", "Cưởm", "Hịa", "Ban", "Pát", "Xa", "Ngùa", "Nưa", "Lạn",
		"Mon", "Ít", "Cọ", "Sàng", "Ún", "Hạ", "Lót",
	};
	static const char *const high[] = {
		"Háng", "Pá", "Tà", "Lóng", "Xím", "Chống", "Hua", "Suối",
	};
	static const char *const higher[] = {
		"Tâu", "Xùa", "Đồng", "Chếu", "Lia", "Dê", "Tra", "Sung", "Lộng",
		"Khua", "Po", "Tủa",
	};
	static const char *const plain[] = {
		"Tân Lập", "Hoà Bình", "Tiền Phong", "Đoàn Kết", "Thống Nhất",
		"Quyết Tiến", "Văn Tiên", "Sao Đỏ", "Tân Hợp", "Nam Tiến",
		"Thắng Lợi", "Trung Tâm", "Đông Hưng", "Hồng Phong",
	};

	if (kind != 'X')
		(void)snprintf(out, size, "%s %u", kind == 'T' ? "Tiểu khu" :
		    "Tổ", n + 1);
	else if (e == DEMO_KINH)
		(void)snprintf(out, size, "Bản %s",
		    plain[demo_below(dice, COUNT(plain))]);
	else if (e == DEMO_MONG || e == DEMO_DAO)
		(void)snprintf(out, size, "Bản %s %s",
		    high[demo_below(dice, COUNT(high))],
		    higher[demo_below(dice, COUNT(higher))]);
	else
		(void)snprintf(out, size, "%s %s %s", e == DEMO_TAY ||
		    e == DEMO_NUNG ? "Thôn" : "Bản",
		    first[demo_below(dice, COUNT(first))],
		    last[demo_below(dice, COUNT(last))]);
}
