// SPDX-License-Identifier: Apache-2.0
/// From blind index to slot. An index is already as good as random, so it hashes itself.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <vector>

#include "io/storage/sealer.h"

namespace junheng {

/// Invariant: at least half of the cells are free, so that a search ends.
class IndexMap {
public:
    void reserve(std::size_t entries) {
        std::size_t wanted = kSmallest;
        while (wanted < entries * 2) wanted *= 2;
        if (wanted > cells_.size())
            grow(wanted);
    }
    std::optional<std::uint32_t> find(const BlindIndex& index) const {
        if (cells_.empty())
            return std::nullopt;
        const Cell& cell = cells_[place_of(index)];
        return cell.slot == kFree ? std::nullopt : std::optional(cell.slot);
    }
    /// Keeps the slot of an index that is there already.
    void insert(const BlindIndex& index, std::uint32_t slot) {
        reserve(used_ + 1);
        Cell& cell = cells_[place_of(index)];
        if (cell.slot != kFree)
            return;
        cell = {index, slot};
        ++used_;
    }

private:
    static constexpr std::uint32_t kFree = UINT32_MAX;
    static constexpr std::size_t kSmallest = 1024;
    struct Cell {
        BlindIndex index;
        std::uint32_t slot = kFree;
    };

    std::size_t place_of(const BlindIndex& index) const {
        std::uint64_t hash = 0;
        std::memcpy(&hash, index.data(), sizeof hash);
        std::size_t place = hash & (cells_.size() - 1);
        while (cells_[place].slot != kFree && cells_[place].index != index)
            place = (place + 1) & (cells_.size() - 1);
        return place;
    }
    void grow(std::size_t size) {
        std::vector<Cell> old(size);
        old.swap(cells_);
        for (const Cell& cell : old)
            if (cell.slot != kFree)
                cells_[place_of(cell.index)] = cell;
    }

    std::vector<Cell> cells_;
    std::size_t used_ = 0;
};

}  // namespace junheng
