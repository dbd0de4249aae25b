"""E6: the published table's arithmetic, and the layout and figures of the CV sheet that the program exports."""

PRINTED = 1e-6


def arithmetic_faults(case):
    faults = []
    for column in case["arithmetic"]:
        cv = column["deviation"] / column["mean"]
        if abs(cv - column["cv"]) > PRINTED:
            faults.append(f"{column['indicator']}: S / mean is {cv}, printed {column['cv']}")
        if "above_limit" in column and not cv > column["above_limit"]:
            faults.append(f"{column['indicator']}: {cv} is not above {column['above_limit']}")
    together = sum(column["cv"] for column in case["arithmetic"]) / len(case["arithmetic"])
    if abs(together - case["together"]["published"]) > PRINTED:
        faults.append(f"plain mean of the CVs is {together}, printed {case['together']['published']}")
    return len(case["arithmetic"]) + 1, faults


def heads_of(workbook, columns):
    """Every row that heads the columns: (sheet, row, {column name: column})."""
    found = []
    for sheet in workbook.sheets.values():
        for number in sorted({row for row, _ in sheet.cells}):
            places = {name: column for name in columns for column, text in sheet.row(number).items() if name in text}
            if len(places) == len(columns):
                found.append((sheet, number, places))
    return found


def block_below(sheet, head, places, names):
    """{row name: {column name: number}} of the rows under a head."""
    block = {}
    for row in range(head + 1, head + 12):
        texts = sheet.row(row)
        name = next((name for name in names for text in texts.values() if name in text), None)
        if name and name not in block:
            block[name] = {column: texts.get(at) for column, at in places.items()}
    return block


def number(text):
    try:
        return float(text)
    except (TypeError, ValueError):
        return None


def figure_faults(stage, block, names, resource):
    mean, deviation, cv = (block[name] for name in names)
    faults, seven = [], []
    for row in (row for row in resource if row["stage"] == stage and row["indicator"] in cv):
        for words, printed, wanted in (("mean", mean, row["mean"]), ("deviation", deviation, row["standard_deviation"]),
                                       ("cv", cv, row["cv"])):
            found = number(printed[row["indicator"]])
            if found is None or abs(found - wanted) > PRINTED:
                faults.append(f"{stage} {row['indicator']} {words}: sheet {printed[row['indicator']]}, assess {wanted}")
        seven.append(row["cv"])
    together = number(cv["综合"])
    if together is None or abs(together - sum(seven) / 7) > PRINTED:
        faults.append(f"{stage} 综合: sheet {cv['综合']}, plain mean {sum(seven) / 7}")
    return 3 * len(seven) + 1, faults


def sheet_faults(case, workbook, resource):
    wanted = case["sheet"]
    heads = heads_of(workbook, wanted["columns"])
    blocks = [block_below(*head, wanted["rows"]) for head in heads]
    blocks = [block for block in blocks if len(block) == len(wanted["rows"])]
    if len(blocks) != len(wanted["stages"]):
        return 1, [f"{len(blocks)} blocks with the rows {wanted['rows']} and columns {wanted['columns']} in "
                   f"sheets {list(workbook.sheets)}, expected one a stage"]
    looked_at, faults = 1, []
    for stage, block in zip(wanted["stages"], blocks):
        count, found = figure_faults(stage, block, wanted["rows"], resource)
        looked_at += count
        faults += found
    return looked_at, faults
