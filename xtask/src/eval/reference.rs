//! The reference date, withheld from the system: how often is it found, how often is a stated one wrong?

use serde_json::{Value, json};

use super::{Gold, Row, System, file_name, id, rows, share, str};

pub(super) fn measure(gold: &Gold, system: &System, show: &mut dyn FnMut(&str, Row)) -> anyhow::Result<()> {
    for path in gold.files("reference")? {
        let rows = rows(&path)?;
        let docs: Vec<Value> = rows.iter().map(|row| json!({"id": row["id"], "text": row["text"]})).collect();
        let records = system.run(&format!("reference/{}", file_name(&path)), &docs, &["--only", "dates"])?;
        let (mut stated, mut day, mut month, mut year, mut inside) = (0, 0, 0, 0, 0);
        for row in &rows {
            let reference = records.get(id(row)).map_or(&Value::Null, |record| &record["reference"]);
            let (date, from, until) = (str(reference, "date"), str(reference, "from"), str(reference, "until"));
            let truth = str(row, "dct");
            inside += usize::from(!from.is_empty() && !until.is_empty() && from <= truth && truth < until);
            if !date.is_empty() {
                stated += 1;
                day += usize::from(date == truth);
                month += usize::from(date.get(..7) == truth.get(..7));
                year += usize::from(date.get(..4) == truth.get(..4));
            }
        }
        let of_all = |count: usize| share(count as f64, rows.len() as f64);
        let row = Row::default()
            .count("docs", rows.len())
            .count("stated", stated)
            .percent("day", of_all(day))
            .percent("month", of_all(month))
            .percent("year", of_all(year))
            .percent("wrong_year", of_all(stated - year))
            .percent("inside_interval", of_all(inside));
        show(&file_name(&path), row);
    }
    Ok(())
}
