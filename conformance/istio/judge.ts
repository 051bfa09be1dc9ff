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
    const got = answer(state, query);
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
        why: whyOf(query),
      },
    };
  });
}

function answer(state: ClusterState, query: Query): string {
  const { pod = '', port, from, address = '', host, protocol = 'tcp' } = query;
  const { tls, sni, path } = query;
  switch (query.kind) {
    case 'mode':
      return mtlsMode(state, pod, port).mode;
    case 'captured':
      return String(
        from === undefined
          ? captured(state, pod, { port })
          : captured(state, from, { address, port }),
      );
    case 'hop':
      return canonical(
        connect(state, {
          from: from ?? null,
          address,
          port,
          host,
          protocol,
          tls,
          sni,
          path,
        }),
      );
    case 'gateway':
      return canonical(
        throughGateway(state, {
          pod,
          port,
          host: host ?? '',
          protocol,
          tls,
          sni,
          path,
        }),
      );
    default:
      return `no such question: ${query.kind}`;
  }
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
