// One row of a grid: what stands in a cluster, what somebody asks for, and what becomes of it.
import type { ClusterState } from '../../state/clusterState';
import { connect } from '../connect';
import type { Arrival, Connection, GatewayConnection } from '../connection';
import { throughGateway } from '../gateway/throughGateway';
import { meshOf } from './pieces';

/** A connection inside the cluster, or one from outside that ends at a gateway pod. */
export type Asked =
  | { readonly hop: Connection }
  | { readonly atGateway: GatewayConnection };

export interface Row {
  /** Number in the truth table of the facts. */
  readonly row: number;
  readonly name: string;
  /** Pieces of __fixtures__. */
  readonly given: readonly string[];
  readonly asked: Asked;
  /** "pod wire outcome", one for each arrival. */
  readonly expected: readonly string[];
}

/** What the engine answers to a row, in its words. */
export function answer({
  given,
  asked,
}: Pick<Row, 'given' | 'asked'>): readonly string[] {
  const state = meshOf(given);
  return arrivalsOf(state, asked).map(
    ({ pod, wire, outcome }) =>
      `${pod.split('/')[1] ?? 'nobody'} ${wire} ${outcome}`,
  );
}

/** Arrivals of what is asked. */
export function arrivalsOf(
  state: ClusterState,
  asked: Asked,
): readonly Arrival[] {
  return 'hop' in asked
    ? connect(state, asked.hop)
    : throughGateway(state, asked.atGateway);
}
