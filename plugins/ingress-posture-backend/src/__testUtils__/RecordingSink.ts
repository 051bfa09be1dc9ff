import type { ObjectPlace } from '@ingress-posture/plugin-ingress-posture-common';
import type {
  ClusterSink,
  KindRef,
} from '@ingress-posture/plugin-ingress-posture-node';
import type { Manifest } from '../clusters/manifests/manifest';

/** A sink for tests: remembers what it was handed and lets a test wait for it. */
export class RecordingSink implements ClusterSink {
  readonly objects = new Map<string, unknown>();
  readonly places = new Map<string, ObjectPlace>();
  readonly forbidden = new Map<
    string,
    { reason: string; rbac: string | null }
  >();
  log: string[] = [];
  health: 'none' | 'synced' | 'failed' | 'unreachable' = 'none';
  readonly relists: string[] = [];
  message: string | undefined;
  #waiting: (() => void)[] = [];

  /** Names of the objects that are there, sorted. */
  get names(): string[] {
    return [...this.objects.keys()].sort();
  }

  /** What was upserted and removed, in order. */
  get changes(): string[] {
    return this.log.filter(entry => /^(upsert|remove) /.test(entry));
  }

  upsert(object: unknown, place?: ObjectPlace) {
    this.objects.set(nameOf(object), object);
    if (place) this.places.set(nameOf(object), place);
    this.#record(`upsert ${nameOf(object)}`);
  }

  remove(object: unknown) {
    this.objects.delete(nameOf(object));
    this.#record(`remove ${nameOf(object)}`);
  }

  forbid({ group, kind }: KindRef, reason: string, rbac: string | null) {
    this.forbidden.set(`${group}/${kind}`, { reason, rbac });
    this.#record(`forbid ${group}/${kind}`);
  }

  allow({ group, kind }: KindRef) {
    this.forbidden.delete(`${group}/${kind}`);
    this.#record(`allow ${group}/${kind}`);
  }

  synced() {
    this.health = 'synced';
    this.message = undefined;
    this.#wake();
  }

  failed(message: string) {
    this.health = 'failed';
    this.message = message;
    this.#wake();
  }

  unreachable(message: string) {
    this.health = 'unreachable';
    this.message = message;
    this.#wake();
  }

  relisted({ group, kind }: KindRef) {
    this.relists.push(`${group}/${kind}`);
  }

  /** Empties the log. */
  forget() {
    this.log = [];
  }

  /** Waits until a condition on this sink holds. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>(resolve => this.#waiting.push(resolve));
    }
  }

  #record(entry: string) {
    this.log.push(entry);
    this.#wake();
  }

  #wake() {
    for (const resolve of this.#waiting.splice(0)) {
      resolve();
    }
  }
}

function nameOf(object: unknown): string {
  const { kind, metadata } = object as Manifest;
  return `${kind} ${[metadata.namespace, metadata.name]
    .filter(Boolean)
    .join('/')}`;
}
