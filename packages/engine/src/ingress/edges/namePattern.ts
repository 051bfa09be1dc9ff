// A repeated group could take an expression forever to find that it does not match.
const repeatedGroup = /\)[*+{]/;

/**
 * Whether a name is one of those that a flag's regular expression stands for, which need not be all of the
 * name (regexp.MatchString in Go); an expression that is none, or that could take forever, is a name itself.
 */
export function matchesPattern(pattern: string, name: string): boolean {
  if (repeatedGroup.test(pattern)) return pattern === name;
  try {
    return new RegExp(pattern).test(name);
  } catch {
    return pattern === name;
  }
}
