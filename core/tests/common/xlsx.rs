//! Workbooks made by hand: parts in an archive without compression, one string to a cell.

/// The checksum that an archive keeps of each part.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & (!(crc & 1)).wrapping_add(1)))
    })
}

/// An archive of these parts, stored as they are.
pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in parts {
        let (offset, size) = (out.len() as u32, bytes.len() as u32);
        let mut head = Vec::new();
        for number in [20_u16, 0, 0, 0, 0x21] {
            head.extend(number.to_le_bytes());
        }
        for number in [crc32(bytes), size, size] {
            head.extend(number.to_le_bytes());
        }
        head.extend((name.len() as u16).to_le_bytes());
        head.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&head);
        out.extend(name.as_bytes());
        out.extend(*bytes);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&head);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (start, size, count) = (out.len() as u32, directory.len() as u32, parts.len() as u16);
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    out.extend([size.to_le_bytes(), start.to_le_bytes()].concat());
    out.extend([0, 0]);
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// The XML of a sheet: rows of cells, an empty text being no cell.
pub fn sheet(rows: &[Vec<&str>]) -> String {
    let mut xml = String::from("<worksheet><sheetData>");
    for (row, cells) in rows.iter().enumerate() {
        let row = row + 1;
        xml.push_str(&format!("<row r=\"{row}\">"));
        for (column, cell) in ('A'..='Z').zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            let text = escaped(cell);
            xml.push_str(&format!("<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"));
        }
        xml.push_str("</row>");
    }
    xml + "</sheetData></worksheet>"
}

/// A workbook of sheets, given as XML, with more parts beside them.
pub fn workbook(sheets: &[(&str, String)], more: &[(&str, &[u8])]) -> Vec<u8> {
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut names = format!("<workbook xmlns:r=\"{relation}\"><sheets>");
    let mut targets = String::from("<Relationships>");
    let mut paths = Vec::new();
    for (position, (name, _)) in sheets.iter().enumerate() {
        let number = position + 1;
        names.push_str(&format!("<sheet name=\"{}\" sheetId=\"{number}\" r:id=\"r{number}\"/>", escaped(name)));
        let target = format!("worksheets/sheet{number}.xml");
        targets
            .push_str(&format!("<Relationship Id=\"r{number}\" Type=\"{relation}/worksheet\" Target=\"{target}\"/>"));
        paths.push(format!("xl/{target}"));
    }
    names.push_str("</sheets></workbook>");
    targets.push_str("</Relationships>");
    let root = format!(
        "<Relationships><Relationship Id=\"w\" Type=\"{relation}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", names.as_bytes()),
        ("xl/_rels/workbook.xml.rels", targets.as_bytes()),
    ];
    for (path, (_, xml)) in paths.iter().zip(sheets) {
        parts.push((path, xml.as_bytes()));
    }
    parts.extend(more);
    zip(&parts)
}
