// SPDX-License-Identifier: Apache-2.0
/// A figure that may be absent. Missing is not zero, and an absence has a reason.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

namespace junheng {

enum class Missing : std::uint8_t { not_reported, not_applicable, suppressed, no_schools };

/// The word of the contract: not_reported, not_applicable, suppressed, no_schools.
constexpr std::string_view name(Missing reason) {
    switch (reason) {
        case Missing::not_reported:
            return "not_reported";
        case Missing::not_applicable:
            return "not_applicable";
        case Missing::suppressed:
            return "suppressed";
        case Missing::no_schools:
            return "no_schools";
    }
    return "not_reported";
}

/// Shape: a reason's number is its place.
inline constexpr std::array kMissingReasons{
    Missing::not_reported,
    Missing::not_applicable,
    Missing::suppressed,
    Missing::no_schools};

constexpr std::optional<Missing> missing_by_name(std::string_view word) {
    for (const Missing reason : kMissingReasons)
        if (name(reason) == word)
            return reason;
    return std::nullopt;
}

template <class T>
class Maybe {
public:
    constexpr Maybe() = default;
    constexpr Maybe(T value)
        : state_(std::in_place_index<1>, std::move(value)) {
    }  // NOLINT(google-explicit-constructor)
    constexpr Maybe(Missing reason)
        : state_(std::in_place_index<0>, reason) {}  // NOLINT(google-explicit-constructor)

    constexpr bool has_value() const { return state_.index() == 1; }
    constexpr explicit operator bool() const { return has_value(); }
    constexpr const T& operator*() const { return *std::get_if<1>(&state_); }
    constexpr const T* operator->() const { return std::get_if<1>(&state_); }
    constexpr T value_or(T fallback) const { return has_value() ? **this : fallback; }
    /// Only meaningful when there is no value.
    constexpr Missing reason() const {
        return has_value() ? Missing::not_reported : *std::get_if<0>(&state_);
    }

    friend constexpr bool operator==(const Maybe&, const Maybe&) = default;

private:
    std::variant<Missing, T> state_ = Missing::not_reported;
};

}  // namespace junheng
