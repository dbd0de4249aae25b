// SPDX-License-Identifier: Apache-2.0
#include "core/demo/names.h"

#include <array>

#include "core/demo/random.h"

namespace junheng::demo {
namespace {

constexpr std::array<std::string_view, 64> kSurnames{
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林",
    "何", "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹",
    "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕", "苏", "卢", "蒋", "蔡", "贾", "丁", "魏", "薛",
    "叶", "阎", "余", "潘", "杜", "戴", "夏", "钟", "汪", "田", "任", "姜", "范", "方", "石", "姚"};

constexpr std::array<std::string_view, 40> kBoyCharacters{
    "浩", "宇", "轩", "睿", "博", "子", "泽", "俊", "杰", "晨", "铭", "辰", "逸", "凯",
    "航", "天", "志", "文", "明", "嘉", "瑞", "鹏", "飞", "阳", "旭", "哲", "恒", "峻",
    "林", "磊", "诚", "安", "永", "成", "刚", "振", "兴", "家", "旺", "岩"};

constexpr std::array<std::string_view, 40> kGirlCharacters{
    "欣", "怡", "梓", "涵", "诗", "雨", "婷", "佳", "琪", "雅", "静", "思", "悦", "可",
    "馨", "心", "语", "萱", "晓", "梦", "洁", "雪", "莹", "彤", "芳", "兰", "梅", "玉",
    "秀", "丽", "敏", "慧", "妍", "蕊", "依", "若", "青", "月", "宁", "春"};

constexpr std::array<std::string_view, 30> kTownshipFirst{
    "清", "白", "石", "龙", "青", "柳", "高", "平", "双", "大", "新", "长", "金", "红", "黄",
    "永", "东", "西", "南", "北", "松", "桃", "梅", "竹", "枫", "古", "仙", "福", "安", "云"};
constexpr std::array<std::string_view, 30> kTownshipSecond{
    "河", "塘", "桥", "泉", "山", "林", "坪", "原", "溪", "岗", "集", "店", "坡", "湾", "寨",
    "岭", "川", "湖", "峰", "口", "洲", "渡", "堡", "关", "谷", "庄", "沟", "坝", "丘", "田"};

constexpr std::array<std::string_view, 20> kVillageEndings{
    "家庄", "家湾", "家沟", "家坪", "家岭", "家河", "家店", "家寨", "家塘", "家坡",
    "家集", "家岗", "家洼", "家堡", "家营", "家桥", "家台", "家冲", "家畈", "家楼"};
constexpr std::array<std::string_view, 7> kVillagePrefixes{"", "东", "西", "上", "下", "前", "后"};

constexpr std::array<std::string_view, 24> kCommunityStems{
    "文昌", "迎春", "和平", "建设", "光明", "新华", "人民", "解放", "胜利", "东风", "幸福", "育才",
    "滨河", "团结", "向阳", "中山", "友谊", "振兴", "站前", "城关", "翠湖", "锦绣", "长青", "朝霞"};
constexpr std::array<std::string_view, 4> kCommunitySides{"", "东", "西", "新"};

constexpr std::array<std::string_view, 48> kCountyFirst{
    "云", "泽", "峪", "澄", "岚", "沂", "漳", "淇", "沁", "洛", "伊", "汝", "颍", "淮", "沙", "澧",
    "湍", "丹", "灵", "卢", "嵩", "巩", "宜", "渑", "辉", "延", "封", "兰", "杞", "睢", "柘", "虞",
    "商", "郸", "淅", "镇", "栾", "确", "泌", "遂", "息", "潢", "固", "罗", "光", "鄢", "襄", "叶"};
constexpr std::array<std::string_view, 44> kCountySecond{
    "岭", "川", "原", "峡", "泽", "屏", "岩", "壑", "浦", "津", "汀", "渚", "澜", "漪", "霞",
    "岫", "峦", "垣", "墉", "陌", "隰", "畴", "圃", "苑", "台", "阁", "榭", "亭", "梁", "栋",
    "楠", "梓", "桐", "槐", "榆", "桑", "麓", "坞", "埠", "埭", "堰", "渠", "漕", "溇"};

template <std::size_t N>
std::string_view any_of(const std::array<std::string_view, N>& words, std::uint64_t hash) {
    return words[static_cast<std::size_t>(pick(hash, N))];
}

/// A walk through all of 0 … n-1 that starts and strides by the seed. Shape: n and 7919 share no
/// factor.
std::size_t walked(std::uint64_t seed, std::size_t index, std::size_t n) {
    constexpr std::size_t kStride = 7919;
    return (mixed(seed) % n + index * kStride) % n;
}

}  // namespace

std::string person_name(std::uint64_t hash, bool female) {
    const auto& characters = female ? kGirlCharacters : kBoyCharacters;
    std::string name(any_of(kSurnames, hash_of(hash, 1)));
    name += any_of(characters, hash_of(hash, 2));
    if (pick(hash_of(hash, 3), 100) < 72)
        name += any_of(characters, hash_of(hash, 4));
    return name;
}

std::string township_stem(std::uint64_t seed, std::size_t index) {
    constexpr std::size_t kAll = kTownshipFirst.size() * kTownshipSecond.size();
    const std::size_t place = walked(seed, index, kAll);
    std::string stem(kTownshipFirst[place / kTownshipSecond.size()]);
    return stem += kTownshipSecond[place % kTownshipSecond.size()];
}

std::string village_name(std::uint64_t seed, std::size_t index) {
    constexpr std::size_t kAll = kSurnames.size() * kVillageEndings.size();
    const std::size_t place = walked(seed, index, kAll);
    std::string name(kVillagePrefixes[index / kAll % kVillagePrefixes.size()]);
    name += kSurnames[place / kVillageEndings.size()];
    name += kVillageEndings[place % kVillageEndings.size()];
    return name += "村";
}

std::string community_name(std::uint64_t seed, std::size_t index) {
    constexpr std::size_t kStems = kCommunityStems.size();
    std::string name(kCommunityStems[walked(seed, index, kStems)]);
    name += kCommunitySides[index / kStems % kCommunitySides.size()];
    if (const std::size_t round = index / (kStems * kCommunitySides.size()); round > 0)
        name += "第" + chinese_number(static_cast<int>(round) + 1);
    return name += "社区";
}

std::string county_name(std::size_t index) {
    std::string name(kCountyFirst[index % kCountyFirst.size()]);
    name += kCountySecond
        [(index / kCountyFirst.size() + index % kCountyFirst.size()) % kCountySecond.size()];
    return name += "县";
}

std::string chinese_number(int number) {
    constexpr std::array<std::string_view, 10> kDigits{
        "", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    const auto tens = static_cast<std::size_t>(number / 10);
    std::string text(tens > 1 ? kDigits[tens] : "");
    if (tens > 0)
        text += "十";
    return text += kDigits[static_cast<std::size_t>(number % 10)];
}

}  // namespace junheng::demo
