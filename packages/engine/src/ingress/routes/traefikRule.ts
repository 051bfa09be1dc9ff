// Rules of Traefik's routers: doc.traefik.io/traefik/reference/routing-configuration/http/router/rules-and-priority.

/** One way to fulfil a rule: what it asks of host and path, null for anything. */
export interface RuleWay {
  readonly host: string | null;
  readonly path: string | null;
  /** The path is a regular expression. */
  readonly pathIsPattern: boolean;
}

const anything: RuleWay = { host: null, path: null, pathIsPattern: false };

// A rule of more ways than this is taken for one of any host.
const mostWays = 200;

const tokenPattern =
  /\|\||&&|!|[A-Za-z]+\((?:\s*(?:`[^`]*`|"(?:[^"\\]|\\.)*")\s*,?)*\s*\)|[()]|[^\s()|&!]+/g;

/** The ways to fulfil a rule. What is not understood is taken for anything. */
export function waysOf(rule: string): readonly RuleWay[] {
  const tokens = rule.match(tokenPattern) ?? [];
  const reader = { tokens, next: 0 };
  const ways = either(reader);
  const understood = reader.next === tokens.length && ways.length > 0;
  return understood && ways.length <= mostWays ? ways : [anything];
}

interface Reader {
  readonly tokens: readonly string[];
  next: number;
}

function either(reader: Reader): readonly RuleWay[] {
  let ways = both(reader);
  while (reader.tokens[reader.next] === '||') {
    reader.next += 1;
    ways = [...ways, ...both(reader)];
  }
  return ways;
}

function both(reader: Reader): readonly RuleWay[] {
  let ways = one(reader);
  while (reader.tokens[reader.next] === '&&') {
    reader.next += 1;
    const more = one(reader);
    // Long rules multiply: beyond the limit nothing is made of them.
    if (ways.length * more.length > mostWays) return [anything];
    ways = ways.flatMap(a => more.map(b => merged(a, b)));
  }
  return ways;
}

function one(reader: Reader): readonly RuleWay[] {
  const token = reader.tokens[reader.next];
  reader.next += 1;
  if (token === '!') {
    one(reader);
    return [anything];
  }
  if (token !== '(') return asked(token ?? '');
  const ways = either(reader);
  if (reader.tokens[reader.next] === ')') reader.next += 1;
  return ways;
}

function merged(a: RuleWay, b: RuleWay): RuleWay {
  const path = a.path === null ? b : a;
  return {
    host: a.host ?? b.host,
    path: path.path,
    pathIsPattern: path.pathIsPattern,
  };
}

function asked(matcher: string): readonly RuleWay[] {
  const name = matcher.slice(0, matcher.indexOf('('));
  const values = (matcher.match(/`[^`]*`|"(?:[^"\\]|\\.)*"/g) ?? []).map(
    value => value.slice(1, -1),
  );
  switch (name) {
    case 'Host':
    case 'HostSNI':
      return values.map(value => ({
        ...anything,
        host: value === '*' ? null : value.toLowerCase(),
      }));
    case 'Path':
    case 'PathPrefix':
      return values.map(path => ({ ...anything, path }));
    case 'PathRegexp':
      return values.map(path => ({
        ...anything,
        path,
        pathIsPattern: true,
      }));
    default:
      return [anything];
  }
}
