/** What strconv.ParseBool of Go takes for true. */
export const goTrue: ReadonlySet<string> = new Set([
  '1',
  't',
  'T',
  'TRUE',
  'true',
  'True',
]);
