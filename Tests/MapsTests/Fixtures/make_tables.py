"""Writes tables of many programs into tables/, and expected.json with what NumPy, pandas and scikit-learn make of all there.

The tables that are not written here came with a report of what was read wrongly; they hold the first columns of the same
60 draws, or 600 x 4 draws of their own with a random label. Run in this folder:

    python3 -m venv venv && venv/bin/pip install numpy pandas scikit-learn astropy && venv/bin/python make_tables.py
"""

import io
import json
import sys
from pathlib import Path

import astropy
import numpy as np
import pandas as pd
import sklearn
from astropy.table import Table
from sklearn.decomposition import PCA

folder = Path(__file__).parent / "tables"
plain = pd.read_csv(folder / "plain.csv")
X = plain.values
names = list(plain.columns)
expected = {}


def share(values):
    """The shares of the variance of the first two principal components."""
    values = np.asarray(values, dtype=float)
    if len(values) < 2:
        return [0.0, 0.0]
    fitted = PCA(min(2, values.shape[1])).fit(values)
    return [float(x) for x in fitted.explained_variance_ratio_]


def expect(name, frame, labels=(), identifiers=(), notes=0):
    frame = frame.dropna()
    expected[name] = {
        "points": len(frame),
        "features": [str(c) for c in frame.columns],
        "explained": share(frame.values),
        "labels": list(labels),
        "identifiers": list(identifiers),
        "notes": notes,
    }


def write(name, text, encoding="utf-8"):
    (folder / name).write_bytes(text.encode(encoding))


def lines(separator, number=str, header=None):
    rows = [separator.join(number(float(x)) for x in row) for row in X]
    return "\n".join(([header] if header else []) + rows) + "\n"


# Tables of the report, read by pandas with the arguments that each needs.
for name in ["plain", "bom", "latin1"]:
    expect(f"{name}.csv", plain)
expect("mixedhead.csv", pd.read_csv(folder / "mixedhead.csv"))
expect("intcols.csv", pd.read_csv(folder / "intcols.csv"), notes=1)
expect("yearcols.csv", pd.read_csv(folder / "yearcols.csv"), notes=1)
expect("utf16.csv", pd.read_csv(folder / "utf16.csv", encoding="utf-16"))
expect("index.csv", pd.read_csv(folder / "index.csv", index_col=0), identifiers=["column 0"], notes=1)
for name in ["semi_dec", "tab_dec"]:
    table = pd.read_csv(folder / f"{name}.csv", sep=";" if name == "semi_dec" else "\t", decimal=",")
    expect(f"{name}.csv", table, notes=1)
for name in ["savetxt.csv", "savetxt.txt", "commented.txt"]:
    values = np.loadtxt(folder / name, delimiter="," if name == "savetxt.csv" else None)
    columns = [f"column {i}" for i in range(4)] if name == "savetxt.txt" else names
    expect(name, pd.DataFrame(values, columns=columns))
ecsv = Table.read(folder / "ecsv.ecsv", format="ascii.ecsv").to_pandas()
expect("ecsv.ecsv", ecsv)
for name in ["NA", "empty", "excel", "masked", "qm", "star"]:
    table = pd.read_csv(folder / f"miss_{name}.csv", na_values=["?", "--", "***"])
    expect(f"miss_{name}.csv", table, notes=1)
expect("miss_na99.csv", pd.read_csv(folder / "miss_na99.csv"))
label = pd.read_csv(folder / "l_label.csv")
expect("l_label.csv", label.drop(columns="label"), labels=["label"], notes=1)
label = pd.read_csv(folder / "labelnum.csv")
expect("labelnum.csv", label.drop(columns="label"), labels=["label"], notes=1)
two = pd.read_csv(folder / "pipe.csv", sep="|")
expect("pipe.csv", two)
for name in ["sep.csv", "space_after.csv", "trailingcomma.csv", "trailinghalf.csv"]:
    expect(name, two)
expect("quotedsemi.csv", pd.read_csv(folder / "quotedsemi.csv"))
expect("bool.csv", two, labels=["flag"], notes=1)
expect("dates.csv", two, labels=["date"], notes=1)
expect("dupnames.csv", pd.read_csv(folder / "dupnames.csv").set_axis(["a", "a 2", "a 3"], axis=1))
expect("units.csv", pd.read_csv(folder / "units.csv", skiprows=[1]), notes=1)
expect("cb.csv", pd.read_csv(folder / "cb.csv", skipinitialspace=True))
expect("onerow.csv", pd.read_csv(folder / "onerow.csv"))
table = pd.read_csv(folder / "percent.csv")
table["a"] = table["a"].str.rstrip("%").astype(float)
expect("percent.csv", table, notes=1)
table = pd.read_csv(folder / "unc.csv")
table["a"] = table["a"].str.split("±").str[0].astype(float)
expect("unc.csv", table, notes=1)
expect("latin1h.csv", pd.read_csv(folder / "latin1h.csv", encoding="latin-1"), notes=1)
table = pd.read_csv(folder / "quotedspace.csv", skipinitialspace=True)
expect("quotedspace.csv", table.drop(columns="name"), identifiers=["name"], notes=1)

# Writers of tables that the report does not have.
plain.rename_axis("index").to_csv(folder / "pandas_named_index.csv")
expect("pandas_named_index.csv", plain, identifiers=["index"], notes=1)
shuffled = plain.sample(frac=1, random_state=0)
shuffled.to_csv(folder / "pandas_shuffled.csv")
expect("pandas_shuffled.csv", shuffled, identifiers=["column 0"], notes=1)
plain.to_csv(folder / "pandas_twice.csv.1")
pd.read_csv(folder / "pandas_twice.csv.1").to_csv(folder / "pandas_twice.csv", index=False)
(folder / "pandas_twice.csv.1").unlink()
expect("pandas_twice.csv", plain, identifiers=["Unnamed: 0"], notes=1)
labelled = plain.copy()
labelled["species"] = np.where(X[:, 0] > 0, "a \"big\" one", "small,\nreally")
labelled.to_csv(folder / "pandas_quotes.csv", index=False)
expect("pandas_quotes.csv", plain, labels=["species"], notes=1)
table = Table(X, names=names, units=["arcsec", "Jy", "", "mag"])
table["kind"] = ["a b" if x > 0 else "c" for x in X[:, 0]]
table.write(folder / "astropy_comma.ecsv", format="ascii.ecsv", delimiter=",", overwrite=True)
expect("astropy_comma.ecsv", plain, labels=["kind"], notes=1)
for form in ["fixed_width_no_header", "fixed_width_two_line", "commented_header", "tab"]:
    with_header = form != "fixed_width_no_header"
    arguments = {"delimiter": None} if form == "fixed_width_no_header" else {}
    Table(X, names=names).write(folder / f"astropy_{form}.txt", format=f"ascii.{form}", overwrite=True, **arguments)
    columns = names if with_header else [f"column {i}" for i in range(4)]
    expect(f"astropy_{form}.txt", pd.DataFrame(X, columns=columns), notes=1 if form == "fixed_width_two_line" else 0)
np.savetxt(folder / "numpy_remarks.txt", X, header="made by a simulation\nof a day\na b c d")
expect("numpy_remarks.txt", plain)
np.savetxt(folder / "numpy_semicolons.txt", X, delimiter=";", header="a;b;c;d", comments="")
expect("numpy_semicolons.txt", plain)
write("r_write_table.txt", "".join(
    ['"a" "b" "c" "d"\n'] + [f'"{i + 1}" ' + " ".join(map(str, row)) + "\n" for i, row in enumerate(X)]))
expect("r_write_table.txt", plain, identifiers=["column 0"], notes=1)
write("r_write_csv.csv", "".join(
    ['"","a","b","c","d"\n'] + [f'"{i + 1}",' + ",".join(map(str, row)) + "\n" for i, row in enumerate(X)]))
expect("r_write_csv.csv", plain, identifiers=["column 0"], notes=1)
write("powershell_utf16be.csv", "\ufeff" + lines(",", header='"a","b","c","d"').replace("\n", "\r\n"), "utf-16-be")
expect("powershell_utf16be.csv", plain)
write("fortran.txt", lines("  ", lambda x: f"{x: .15E}".replace("E", "D"), "      a       b     c    d"))
expect("fortran.txt", plain)
def german(x):
    return f"{1e4 * x:,.3f}".translate(str.maketrans(",.", ".,"))
write("excel_german.csv", "\ufeff" + lines(";", german, "a;b;c;d").replace("\n", "\r\n"))
thousands = pd.DataFrame(np.round(1e4 * X, 3), columns=names)
expect("excel_german.csv", thousands, notes=2)
write("thousands_quoted.csv", lines(",", lambda x: f'"{1e4 * x:,.3f}"', "a,b,c,d"))
expect("thousands_quoted.csv", thousands, notes=1)
wide = np.array([[f"{x:9.3f}" for x in row] for row in X])
wide[3, 1] = " " * 9
wide[7, 3] = " " * 9
kinds = ["NGC 12" if i % 2 else "M 3" for i in range(60)]
write("fixed_width.txt", "type      " + " ".join(f"{n:>9}" for n in names) + "\n" + "".join(
    f"{k:<10}" + " ".join(row).rstrip() + "\n" for k, row in zip(kinds, wide)))
table = pd.DataFrame(np.round(X, 3), columns=names)
table.loc[[3], "b"] = np.nan
table.loc[[7], "d"] = np.nan
expect("fixed_width.txt", table, labels=["type"], notes=3)
write("wavelengths.csv", lines(",", header="400.5,401,401.5,402"))
expect("wavelengths.csv", plain.set_axis(["400.5", "401", "401.5", "402"], axis=1), notes=1)
gaia = [4116474239012345678 + 1001 * i for i in range(60)]
write("gaia.csv", "source_id,a,b,c,d\n" + "".join(
    f"{g}," + ",".join(map(str, row)) + "\n" for g, row in zip(gaia, X)))
expect("gaia.csv", plain, identifiers=["source_id"], notes=1)

expected["versions"] = {
    "python": sys.version.split()[0], "numpy": np.__version__, "pandas": pd.__version__,
    "scikit-learn": sklearn.__version__, "astropy": astropy.__version__,
}
(Path(__file__).parent / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")
