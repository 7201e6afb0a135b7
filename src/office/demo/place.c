/*
 * SPDX-License-Identifier: ISC
 *
 * demo/place: the two provinces of the demo as they were: Sơn La in 2019 with
 * 12 districts and 204 communes, Bắc Kạn in 2016 with 8 and 122; and where the
 * points stand and who pays at them.  Names and codes are common knowledge
 * (GSO codes go up by three within a district).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "office/demo/demo_priv.h"

static const struct demo_district demo_son_la[] = {
	{ "116", "Thành phố Sơn La", 52,
	  { [DEMO_THAI] = 55, [DEMO_KINH] = 42, [DEMO_MONG] = 3 },
	  "03646P Chiềng Lề|P Tô Hiệu|P Quyết Thắng|P Quyết Tâm|Chiềng Cọ|"
	  "Chiềng Đen|Chiềng Xôm|P Chiềng An|P Chiềng Cơi|Chiềng Ngần|Hua La|"
	  "P Chiềng Sinh" },
	{ "118", "Huyện Quỳnh Nhai", 55,
	  { [DEMO_THAI] = 75, [DEMO_MONG] = 8, [DEMO_KHANG] = 9, [DEMO_LAHA] = 5,
	    [DEMO_KINH] = 3 },
	  "03682Mường Chiên|Cà Nàng|Chiềng Khay|03694Mường Giôn|Pá Ma Pha Khinh|"
	  "Chiềng Ơn|Mường Giàng|Chiềng Bằng|Mường Sại|Nậm Ét|03718Chiềng Khoang" },
	{ "119", "Huyện Thuận Châu", 150,
	  { [DEMO_THAI] = 74, [DEMO_MONG] = 13, [DEMO_KINH] = 6, [DEMO_KHOMU] = 3,
	    [DEMO_KHANG] = 3, [DEMO_LAHA] = 1 },
	  "03721T Thuận Châu|Phổng Lái|Mường É|Chiềng Pha|Chiềng La|Chiềng Ngàm|"
	  "Liệp Tè|É Tòng|Phổng Lập|Phổng Lăng|Chiềng Ly|Noong Lay|Mường Khiêng|"
	  "Mường Bám|Long Hẹ|Chiềng Bôm|Thôm Mòn|Tông Lạnh|Tông Cọ|Bó Mười|Co Mạ|"
	  "Púng Tra|Chiềng Pấc|Nậm Lầu|Bon Phặng|Co Tòng|Muổi Nọi|Pá Lông|Bản Lầm" },
	{ "120", "Huyện Mường La", 84,
	  { [DEMO_THAI] = 65, [DEMO_MONG] = 20, [DEMO_KINH] = 6, [DEMO_LAHA] = 6,
	    [DEMO_KHANG] = 3 },
	  "03808T Ít Ong|Nậm Giôn|Chiềng Lao|Hua Trai|Ngọc Chiến|Mường Trai|"
	  "Nậm Păm|Chiềng Muôn|Chiềng Ân|Pi Toong|Chiềng Công|Tạ Bú|Chiềng San|"
	  "Mường Bú|Chiềng Hoa|Mường Chùm" },
	{ "121", "Huyện Bắc Yên", 58,
	  { [DEMO_MONG] = 46, [DEMO_THAI] = 30, [DEMO_MUONG] = 14, [DEMO_DAO] = 6,
	    [DEMO_KINH] = 4 },
	  "03856T Bắc Yên|Phiêng Ban|Hang Chú|Xím Vàng|Tà Xùa|03869Háng Đồng|"
	  "03871Pắc Ngà|Làng Chếu|Chim Vàn|Mường Khoa|Song Pe|Hồng Ngài|Tạ Khoa|"
	  "03890Hua Nhàn|03892Phiêng Côn|Chiềng Sại" },
	{ "122", "Huyện Phù Yên", 104,
	  { [DEMO_MUONG] = 43, [DEMO_THAI] = 30, [DEMO_MONG] = 10, [DEMO_DAO] = 6,
	    [DEMO_KINH] = 11 },
	  "03898T Phù Yên|Suối Tọ|Mường Thải|Mường Cơi|Quang Huy|Huy Bắc|"
	  "Huy Thượng|Tân Lang|Gia Phù|Tường Phù|Huy Hạ|Huy Tân|Mường Lang|"
	  "Suối Bau|Huy Tường|Mường Do|Sập Xa|Tường Thượng|Tường Tiến|"
	  "Tường Phong|Tường Hạ|Kim Bon|Mường Bang|Đá Đỏ|Tân Phong|Nam Phong|"
	  "Bắc Phong" },
	{ "123", "Huyện Mộc Châu", 92,
	  { [DEMO_KINH] = 32, [DEMO_THAI] = 33, [DEMO_MUONG] = 14, [DEMO_MONG] = 13,
	    [DEMO_DAO] = 8 },
	  "03979T Mộc Châu|T Nông trường Mộc Châu|Chiềng Sơn|Tân Hợp|Qui Hướng|"
	  "03997Tân Lập|Nà Mường|Tà Lai|04012Chiềng Hắc|Hua Păng|"
	  "04024Chiềng Khừa|Mường Sang|Đông Sang|Phiêng Luông|04045Lóng Sập" },
	{ "124", "Huyện Yên Châu", 70,
	  { [DEMO_THAI] = 54, [DEMO_KINH] = 16, [DEMO_XINHMUN] = 15,
	    [DEMO_MONG] = 14, [DEMO_KHOMU] = 1 },
	  "04060T Yên Châu|Chiềng Đông|Sặp Vạt|Chiềng Sàng|Chiềng Pằn|Viêng Lán|"
	  "Chiềng Hặc|Mường Lựm|Chiềng On|Yên Sơn|Chiềng Khoi|Tú Nang|"
	  "Lóng Phiêng|Phiêng Khoài|Chiềng Tương" },
	{ "125", "Huyện Mai Sơn", 128,
	  { [DEMO_THAI] = 56, [DEMO_KINH] = 26, [DEMO_MONG] = 9, [DEMO_XINHMUN] = 6,
	    [DEMO_KHOMU] = 3 },
	  "04105T Hát Lót|Chiềng Sung|Mường Bằng|Chiềng Chăn|Mường Chanh|"
	  "Chiềng Ban|Chiềng Mung|Mường Bon|Chiềng Chung|Chiềng Mai|Hát Lót|"
	  "04136Nà Bó|04138Cò Nòi|Chiềng Nơi|Phiêng Cằm|Chiềng Dong|Chiềng Kheo|"
	  "Chiềng Ve|Chiềng Lương|Phiêng Pằn|Nà Ơt|Tà Hộc" },
	{ "126", "Huyện Sông Mã", 120,
	  { [DEMO_THAI] = 62, [DEMO_MONG] = 18, [DEMO_KINH] = 8, [DEMO_XINHMUN] = 6,
	    [DEMO_KHOMU] = 6 },
	  "04168T Sông Mã|Bó Sinh|Pú Pẩu|Chiềng Phung|Chiềng En|Mường Lầm|Nậm Ty|"
	  "Đứa Mòn|Yên Hưng|Chiềng Sơ|Nà Nghịu|Nậm Mằn|Chiềng Khoong|"
	  "Chiềng Cang|Huổi Một|Mường Sai|Mường Cai|Mường Hung|Chiềng Khương" },
	{ "127", "Huyện Sốp Cộp", 40,
	  { [DEMO_THAI] = 62, [DEMO_MONG] = 19, [DEMO_KHOMU] = 15, [DEMO_KINH] = 4 },
	  "04225Sam Kha|Púng Bánh|Sốp Cộp|Dồm Cang|Nậm Lạnh|Mường Lèo|Mường Và|"
	  "Mường Lạn" },
	{ "128", "Huyện Vân Hồ", 47,
	  { [DEMO_THAI] = 40, [DEMO_MUONG] = 20, [DEMO_MONG] = 24, [DEMO_DAO] = 9,
	    [DEMO_KINH] = 7 },
	  "03994Suối Bàng|04006Song Khủa|Liên Hoà|04018Tô Múa|Mường Tè|"
	  "04036Chiềng Khoa|Mường Men|Quang Minh|04048Vân Hồ|Lóng Luông|"
	  "Chiềng Yên|04056Chiềng Xuân|04057Xuân Nha|04058Tân Xuân" },
};

static const struct demo_district demo_bac_kan[] = {
	{ "058", "Thành phố Bắc Kạn", 75,
	  { [DEMO_KINH] = 40, [DEMO_TAY] = 50, [DEMO_NUNG] = 10 },
	  "01834P Nguyễn Thị Minh Khai|P Sông Cầu|P Đức Xuân|P Phùng Chí Kiên|"
	  "P Huyền Tụng|Dương Quang|Nông Thượng|P Xuất Hoá" },
	{ "060", "Huyện Pác Nặm", 125,
	  { [DEMO_TAY] = 45, [DEMO_MONG] = 24, [DEMO_DAO] = 20, [DEMO_NUNG] = 11 },
	  "01858Bằng Thành|Nhạn Môn|Bộc Bố|Công Bằng|Giáo Hiệu|Xuân La|An Thắng|"
	  "Cổ Linh|Nghiên Loan|Cao Tân" },
	{ "061", "Huyện Ba Bể", 165,
	  { [DEMO_TAY] = 58, [DEMO_DAO] = 20, [DEMO_MONG] = 12, [DEMO_NUNG] = 5,
	    [DEMO_KINH] = 5 },
	  "01888T Chợ Rã|Bành Trạch|Phúc Lộc|Hà Hiệu|Cao Thượng|Cao Trĩ|"
	  "Khang Ninh|Nam Mẫu|Thượng Giáo|Địa Linh|Yến Dương|Chu Hương|Quảng Khê|"
	  "Mỹ Phương|Hoàng Trĩ|Đồng Phúc" },
	{ "062", "Huyện Ngân Sơn", 105,
	  { [DEMO_TAY] = 45, [DEMO_NUNG] = 18, [DEMO_DAO] = 25, [DEMO_MONG] = 6,
	    [DEMO_KINH] = 6 },
	  "01936T Nà Phặc|Thượng Ân|Bằng Vân|Cốc Đán|Trung Hoà|Đức Vân|Vân Tùng|"
	  "Thượng Quan|Lãng Ngâm|Thuần Mang|Hương Nê" },
	{ "063", "Huyện Bạch Thông", 115,
	  { [DEMO_TAY] = 62, [DEMO_NUNG] = 12, [DEMO_DAO] = 16, [DEMO_KINH] = 10 },
	  "01969T Phủ Thông|Phương Linh|Vi Hương|Sĩ Bình|Vũ Muộn|Đôn Phong|Tú Trĩ|"
	  "Lục Bình|Tân Tiến|Quân Bình|Nguyên Phúc|Cao Sơn|Hà Vị|Cẩm Giàng|"
	  "Mỹ Thanh|Dương Phong|Quang Thuận" },
	{ "064", "Huyện Chợ Đồn", 165,
	  { [DEMO_TAY] = 68, [DEMO_DAO] = 15, [DEMO_NUNG] = 5, [DEMO_KINH] = 12 },
	  "02020T Bằng Lũng|Xuân Lạc|Nam Cường|Đồng Lạc|Tân Lập|Bản Thi|"
	  "Quảng Bạch|Bằng Phúc|Yên Thịnh|Yên Thượng|Phương Viên|Ngọc Phái|Rã Bản|"
	  "Đông Viên|Lương Bằng|Bằng Lãng|Đại Sảo|Nghĩa Tá|Phong Huân|Yên Mỹ|"
	  "Bình Trung|Yên Nhuận" },
	{ "065", "Huyện Chợ Mới", 125,
	  { [DEMO_TAY] = 55, [DEMO_KINH] = 20, [DEMO_DAO] = 18, [DEMO_NUNG] = 7 },
	  "02086T Chợ Mới|Tân Sơn|Thanh Vận|Mai Lạp|Hoà Mục|Thanh Mai|Cao Kỳ|"
	  "Nông Hạ|Yên Cư|Nông Thịnh|Yên Hân|Thanh Bình|Như Cố|Bình Văn|Yên Đĩnh|"
	  "Quảng Chu" },
	{ "066", "Huyện Na Rì", 125,
	  { [DEMO_TAY] = 48, [DEMO_NUNG] = 32, [DEMO_DAO] = 13, [DEMO_KINH] = 5,
	    [DEMO_MONG] = 2 },
	  "02134Vũ Loan|Văn Học|Lạng San|Lương Thượng|Kim Hỷ|Ân Tình|Cường Lợi|"
	  "T Yến Lạc|Kim Lư|Lương Hạ|Lam Sơn|Lương Thành|Văn Minh|Côn Minh|Cư Lễ|"
	  "Hữu Thác|Hảo Nghĩa|Quang Phong|Dương Sơn|Xuân Dương|Đổng Xá|Liêm Thuỷ" },
};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const struct demo_profile demo_profiles[] = {
	{ .id = "son-la", .code = "14", .name = "Tỉnh Sơn La",
	  .office = "Bưu điện tỉnh Sơn La", .cmnd = "050", .period = "2019-11",
	  .months = 3, .people = 29168, .points = 311, .staff = 235,
	  .districts = demo_son_la, .ndistricts = COUNT(demo_son_la),
	  .lan = "119" },
	{ .id = "bac-kan", .code = "06", .name = "Tỉnh Bắc Kạn",
	  .office = "Bưu điện tỉnh Bắc Kạn", .cmnd = "095", .period = "2016-07",
	  .months = 2, .people = 6081, .points = 128, .staff = 110,
	  .districts = demo_bac_kan, .ndistricts = COUNT(demo_bac_kan),
	  .lan = "061", .exact = true },
};

const struct demo_profile *
demo_profile(const char *id)
{
	size_t i;

	for (i = 0; i < COUNT(demo_profiles); i++)
		if (strcmp(demo_profiles[i].id, id) == 0)
			return &demo_profiles[i];
	return NULL;
}

/* Takes the next commune off *p; codes go on by three unless one is given. */
static void
demo_commune_next(const char **p, unsigned *code, struct demo_commune *c)
{
	const char *s = *p;
	size_t n;
	char *end;

	*code += 3;
	if (*s >= '0' && *s <= '9') {
		*code = (unsigned)strtoul(s, &end, 10);
		s = end;
	}
	c->kind = 'X';
	if ((s[0] == 'T' || s[0] == 'P') && s[1] == ' ') {
		c->kind = s[0];
		s += 2;
	}
	n = strcspn(s, "|");
	(void)snprintf(c->code, sizeof(c->code), "%05u", *code % 100000);
	(void)snprintf(c->name, sizeof(c->name), "%s %.*s", c->kind == 'T' ?
	    "Thị trấn" : c->kind == 'P' ? "Phường" : "Xã", (int)n, s);
	*p = s[n] == '|' ? s + n + 1 : s + n;
}

static void
demo_plan_communes(struct demo *d)
{
	unsigned i, code;
	const char *p;

	for (i = 0; i < d->p->ndistricts; i++) {
		code = 0;
		for (p = d->p->districts[i].communes; *p != '\0';) {
			d->communes = mem_resize(d->communes, d->ncommunes + 1,
			    sizeof(*d->communes));
			memset(&d->communes[d->ncommunes], 0,
			    sizeof(*d->communes));
			d->communes[d->ncommunes].district = i;
			demo_commune_next(&p, &code,
			    &d->communes[d->ncommunes++]);
		}
	}
}

/* Shares `total` out over n by weight, to the last one; each gets `least`. */
static void
demo_share(unsigned total, const unsigned *weight, unsigned n, unsigned least,
    unsigned *out)
{
	uint64_t sum = 0, seen = 0;
	unsigned i, given = 0, extra = total - n * least;

	for (i = 0; i < n; i++)
		sum += weight[i];
	for (i = 0; i < n; i++) {
		unsigned upto;

		seen += weight[i];
		upto = sum > 0 ? (unsigned)(extra * seen / sum) : extra;
		out[i] = least + upto - given;
		given = upto;
	}
}

static void
demo_plan_people(struct demo *d)
{
	unsigned *w = mem_array(d->ncommunes, sizeof(*w));
	unsigned *n = mem_array(d->ncommunes, sizeof(*n));
	unsigned i, k, in_district[32] = { 0 };

	for (i = 0; i < d->ncommunes; i++)
		in_district[d->communes[i].district]++;
	for (i = 0; i < d->ncommunes; i++) {
		k = d->communes[i].district;
		w[i] = d->p->districts[k].share * (60 + demo_below(&d->dice, 80)) /
		    in_district[k];
	}
	demo_share(d->npeople, w, d->ncommunes, d->npeople >= d->ncommunes, n);
	for (i = 0; i < d->ncommunes; i++)
		d->communes[i].people = n[i];
	free(w);
	free(n);
}

static void
demo_point_name(struct demo *d, const struct demo_commune *c, unsigned nth,
    struct demo_point *p)
{
	static const char *const more[] = {
		"UBND", "Nhà văn hoá", "Trạm y tế", "Trường tiểu học",
	};
	const char *bare = c->name;

	/* Without its kind: "BĐ-VHX Chiềng Ly". */
	bare += strlen(c->kind == 'T' ? "Thị trấn " : c->kind == 'P' ?
	    "Phường " : "Xã ");
	if (nth > 0)
		(void)snprintf(p->name, sizeof(p->name), "%s %s %s",
		    more[demo_below(&d->dice, COUNT(more))], c->kind == 'T' ?
		    "thị trấn" : c->kind == 'P' ? "phường" : "xã", bare);
	else
		(void)snprintf(p->name, sizeof(p->name), "%s %s",
		    c->kind == 'X' ? "BĐ-VHX" : "Bưu cục", bare);
}

static void
demo_plan_points(struct demo *d)
{
	unsigned *w = mem_array(d->ncommunes, sizeof(*w));
	unsigned *n = mem_array(d->ncommunes, sizeof(*n));
	unsigned i, k, no[32] = { 0 };

	for (i = 0; i < d->ncommunes; i++)
		w[i] = d->communes[i].people;
	demo_share(d->p->points, w, d->ncommunes, 1, n);
	d->points = mem_array(d->p->points, sizeof(*d->points));
	for (i = 0; i < d->ncommunes; i++) {
		struct demo_commune *c = &d->communes[i];

		c->first_point = d->npoints;
		c->npoints = n[i];
		for (k = 0; k < n[i]; k++) {
			struct demo_point *p = &d->points[d->npoints++];

			p->commune = i;
			(void)snprintf(p->code, sizeof(p->code), "%s-%02u",
			    d->p->districts[c->district].code,
			    ++no[c->district] % 100);
			demo_point_name(d, c, k, p);
		}
	}
	free(w);
	free(n);
}

/*
 * Neighbouring points share their clerk until there are as many clerks as the
 * profile says: the first points of each district are paired.  Whoever has two
 * holds the second session on another day.
 */
static void
demo_plan_clerks(struct demo *d)
{
	unsigned pairs[32], w[32] = { 0 }, i, left = 0, district = UINT32_MAX;
	bool second = false;

	for (i = 0; i < d->npoints; i++)
		w[d->communes[d->points[i].commune].district]++;
	demo_share(d->npoints - d->p->staff, w, d->p->ndistricts, 0, pairs);
	d->clerks = mem_array(d->p->staff, sizeof(*d->clerks));
	for (i = 0; i < d->npoints; i++) {
		struct demo_point *p = &d->points[i];

		if (d->communes[p->commune].district != district) {
			district = d->communes[p->commune].district;
			left = pairs[district];
			second = false;
		}
		if (second) {
			left--;
			p->staff = d->nclerks - 1;
			p->day = d->points[i - 1].day + 2;
		} else {
			p->staff = d->nclerks++;
			p->day = demo_below(&d->dice, DEMO_SESSIONS);
			(void)snprintf(d->clerks[p->staff].login, 33,
			    "bd%.6s", p->code);
		}
		second = !second && left > 0;
	}
}

void
demo_plan(struct demo *d)
{
	demo_plan_communes(d);
	demo_plan_people(d);
	demo_plan_points(d);
	demo_plan_clerks(d);
}
