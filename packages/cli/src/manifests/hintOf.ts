/** What a document that cannot be read most likely is, and what to do about it; nothing where that is not known. */
export function hintOf(document: string): string {
  if (/\{\{-?\s*[.$\w]/.test(document)) {
    return '; this is a template that is not rendered: give what helm template prints';
  }
  if (/^\s*[{[]/.test(document) && /(?:^|[\s,[{])\/[/*]/.test(document)) {
    return '; JSON has no comments';
  }
  if (/^apiVersion: v[12]$/m.test(document) && /^version:/m.test(document)) {
    return '; this is the Chart.yaml of a Helm chart: give what helm template prints';
  }
  return '';
}
