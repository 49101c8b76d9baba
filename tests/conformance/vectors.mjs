// The shared vectors, and how a library runs one. Also served to the browser.

const KINDS = ["scales", "models", "frameworks", "obligations", "crosswalks"];

/** The canonical result of a vector with exactly its own documents. */
export function run(Library, vector) {
  const library = new Library();
  for (const kind of KINDS) {
    for (const document of vector.documents[kind] ?? []) library.add(document);
  }
  return library.assessJson(vector.assessment, { sets: vector.sets });
}

/** `expected` of a vector's text as canonical JSON; its integers stay as they are written. */
export function expected(text) {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g);
  let at = 0;
  const value = () => {
    const token = tokens[at++];
    if (token === "{") {
      const members = [];
      while (tokens[at] !== "}") {
        const key = JSON.parse(tokens[at]);
        at += 2;
        members.push([key, value()]);
        if (tokens[at] === ",") at += 1;
      }
      at += 1;
      return new Map(members.sort(([a], [b]) => compareBytes(a, b)));
    }
    if (token === "[") {
      const items = [];
      while (tokens[at] !== "]") {
        items.push(value());
        if (tokens[at] === ",") at += 1;
      }
      at += 1;
      return items;
    }
    return token.startsWith('"') ? JSON.stringify(JSON.parse(token)) : token;
  };
  return write(value().get("expected"));
}

function write(value) {
  if (value instanceof Map) {
    return `{${[...value].map(([key, member]) => `${JSON.stringify(key)}:${write(member)}`).join(",")}}`;
  }
  return Array.isArray(value) ? `[${value.map(write).join(",")}]` : value;
}

function compareBytes(a, b) {
  const encoder = new TextEncoder();
  const [left, right] = [encoder.encode(a), encoder.encode(b)];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    if (left[at] !== right[at]) return left[at] - right[at];
  }
  return left.length - right.length;
}
