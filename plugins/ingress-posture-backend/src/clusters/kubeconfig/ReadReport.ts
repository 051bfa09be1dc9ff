import type { ClusterSink } from '@ingress-posture/plugin-ingress-posture-node';
import type { KindHealth } from './KindHealth';
import { KindToWatch, rbacRuleOf, WatchedKind } from './WatchedKind';

// A server that does not answer fails for all kinds alike.
const NAMED = 3;

type ReportSink = Pick<ClusterSink, 'forbid' | 'allow' | 'synced' | 'failed'>;

/**
 * Puts together how reading each kind goes. Says `synced` or `failed` only when every kind has had its
 * turn: half a cluster would be judged wrongly.
 */
export class ReadReport {
  readonly #server: string;
  readonly #sink: ReportSink;
  readonly #kinds = new Map<WatchedKind, KindHealth>();

  constructor(server: string, sink: ReportSink) {
    this.#server = server;
    this.#sink = sink;
  }

  /** Takes over how a kind, or its object of one name, is. */
  set(watched: WatchedKind, health: KindHealth): void {
    if (health.state === 'absent') {
      this.#kinds.delete(watched);
    } else {
      this.#kinds.set(watched, health);
    }
    this.#tellKind(watched.definition);
    this.#tellCluster();
  }

  #tellKind(definition: KindToWatch): void {
    const unread = [...this.#kinds].find(
      ([watched, health]) =>
        watched.definition === definition && isUnread(health),
    )?.[1];
    if (unread?.state === 'forbidden') {
      this.#sink.forbid(definition, unread.reason, rbacRuleOf(definition));
    } else if (unread?.state === 'failing') {
      this.#sink.forbid(definition, unread.reason, null);
    } else {
      this.#sink.allow(definition);
    }
  }

  #tellCluster(): void {
    const all = [...this.#kinds];
    if (all.some(([, { state }]) => state === 'pending')) {
      return;
    }
    const failing = all.flatMap(([{ definition }, health]) =>
      health.state === 'failing'
        ? [{ plural: definition.plural, reason: health.reason }]
        : [],
    );
    if (failing.length === 0) {
      this.#sink.synced();
      return;
    }
    const kinds = [...new Set(failing.map(({ plural }) => plural))];
    this.#sink.failed(
      `Cannot list or watch ${shorten(kinds)} at ${this.#server}: ${
        failing[0].reason
      }. It is tried again.`,
    );
  }
}

function shorten(names: readonly string[]): string {
  return names.length > NAMED
    ? `${names.slice(0, NAMED).join(', ')} and ${
        names.length - NAMED
      } more kinds`
    : names.join(', ');
}

// What was listed once is known as it was then: stale, but not unknown.
function isUnread(health: KindHealth): boolean {
  return (
    health.state === 'forbidden' ||
    (health.state === 'failing' && !health.listed)
  );
}
