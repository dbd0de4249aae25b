// SPDX-License-Identifier: Apache-2.0
/// One function object of several lambdas, for std::visit.
#pragma once

namespace junheng {

template <class... Cases>
struct overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
overloaded(Cases...) -> overloaded<Cases...>;

}  // namespace junheng
