/** What `analyze` can answer in; other commands have some of these. */
export const formats = [
  'table',
  'json',
  'yaml',
  'sarif',
  'markdown',
  'mermaid',
  'svg',
  'junit',
] as const;
