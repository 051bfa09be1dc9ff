import {
  Arrival,
  captured,
  ClusterState,
  connect,
  mtlsMode,
  throughGateway,
} from '@ingress-posture/engine';
import type { ExpectedArrival, Mesh, Query } from './meshFile';

export const kindsOfQueries = ['mode', 'captured', 'hop', 'gateway'] as const;

export interface Disagreement {
  readonly profile: string;
  readonly seed: number;
  /** The question's own name in its mesh. */
  readonly id: string;
  readonly query: string;
  readonly expected: string;
  readonly got: string;
  /** Whether the engine says it without a doubt. */
  readonly isProven: boolean;
  /** Istio's own word for what matched. */
  readonly why: string;
}

export interface Judgement {
  readonly kind: string;
  readonly disagreement?: Disagreement;
}

/** Puts a mesh's questions to the engine and compares. */
export function judge(mesh: Mesh): readonly Judgement[] {
  const state = new ClusterState({ name: `seed ${mesh.seed}` });
  for (const object of mesh.objects) state.upsert(object);
  return mesh.queries.map(query => {
    const answered = answer(state, query);
    const got = canonical(answered);
    const expected = canonical(query.expect);
    if (got === expected) return { kind: query.kind };
    const { expect, ...asked } = query;
    return {
      kind: query.kind,
      disagreement: {
        profile: mesh.profile,
        seed: mesh.seed,
        id: query.id,
        query: JSON.stringify(asked),
        expected,
        got,
        isProven: isProven(answered),
        why: whyOf(query),
      },
    };
  });
}

type Answer = string | boolean | readonly Arrival[];

function answer(state: ClusterState, query: Query): Answer {
  const { pod = '', port, from, address = '', host, protocol = 'tcp' } = query;
  const { tls, sni, path } = query;
  const sent = { address, port, host, protocol, tls, sni, path };
  switch (query.kind) {
    case 'mode':
      return mtlsMode(state, pod, port).mode;
    case 'captured':
      return from === undefined
        ? captured(state, pod, { port })
        : captured(state, from, { address, port });
    case 'hop':
      return connect(state, { from: from ?? null, ...sent });
    case 'gateway':
      return throughGateway(state, { pod, ...sent, host: host ?? '' });
    default:
      return `no such question: ${query.kind}`;
  }
}

// Modes and capture are compared as if they were.
function isProven(given: Answer): boolean {
  return (
    typeof given !== 'object' ||
    given.every(arrival => arrival.certainty === 'proven')
  );
}

function canonical(
  value: string | boolean | readonly (ExpectedArrival | Arrival)[],
): string {
  if (typeof value === 'string' || typeof value === 'boolean') {
    return String(value);
  }
  const arrivals = value.map(
    one =>
      `${one.pod || '-'}${one.pod ? `:${one.port}` : ''} ${one.wire} ${
        one.outcome
      }`,
  );
  return [...new Set(arrivals)].sort().join(', ');
}

function whyOf(query: Query): string {
  return Array.isArray(query.expect)
    ? query.expect.map((one: ExpectedArrival) => one.why ?? '').join(' | ')
    : '';
}
