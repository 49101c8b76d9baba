// A string of JSON, or an integer that may be too long for a number.
const STRING_OR_LONG_INTEGER = /"(?:[^"\\]|\\.)*"|-?\d{16,}/g;
const INTEGER = /^-?\d+$/;

/**
 * Reads a canonical result. Numerators and denominators beyond 2^53 become `bigint`, which `JSON.parse` alone
 * would round.
 */
export function parseResult(json) {
  const quoted = json.replace(STRING_OR_LONG_INTEGER, (token) => (token.startsWith('"') ? token : `"${token}"`));
  return JSON.parse(quoted, (key, value) => {
    if ((key !== "n" && key !== "d") || typeof value !== "string" || !INTEGER.test(value)) return value;
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : BigInt(value);
  });
}
