import { ClusterState, kinds } from '@ingress-posture/engine';
import { isDeepStrictEqual } from 'node:util';

const namespaceKind = kinds.find(({ kind }) => kind === 'Namespace')!;

/** The labels of each namespace, by its name. */
export type NamespaceLabels = Readonly<
  Record<string, Readonly<Record<string, string>>>
>;

/** The labels of namespaces that were reported: entities claim whole namespaces by them. */
export class KnownNamespaces {
  readonly #state: ClusterState;
  #list: unknown;
  #known: NamespaceLabels = {};

  constructor(state: ClusterState) {
    this.#state = state;
  }

  /** All of them, when they are others than those that were reported last. */
  refresh(): NamespaceLabels | undefined {
    const list = this.#state.list(namespaceKind);
    if (list === this.#list) return undefined;
    this.#list = list;
    const now = Object.fromEntries(
      list.map(({ meta }) => [meta.name, meta.labels]),
    );
    if (isDeepStrictEqual(now, this.#known)) return undefined;
    this.#known = now;
    return now;
  }
}
