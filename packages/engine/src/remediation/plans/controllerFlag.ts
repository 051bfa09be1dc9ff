import type { Route } from '../../ingress/edges/edge';
import { hasRepository } from '../../ingress/edges/hasRepository';
import { instanceByPod } from '../../ingress/edges/instances';
import { podKey } from '../../path/sources';
import type { ClusterState } from '../../state/clusterState';
import type { Container, Pod } from '../../state/kinds/pod';
import { sameValue } from '../../state/sameValue';
import { isRolledOut } from './injection';

/** A flag with the value that it is to have. */
export interface Flag {
  readonly key: string;
  readonly value: string;
}

/** What a container of a controller is started with, the flag among it. */
export interface StartedWith {
  /** The flag as it is written. */
  readonly flag: string;
  readonly container: string;
  readonly list: 'command' | 'args';
  readonly before: readonly string[];
  readonly words: readonly string[];
}

/**
 * The controller of a route started with a flag. Undefined where its pods do not show the whole of what
 * they are started with: a patch replaces a list of words as a whole.
 */
export function startedWith(
  state: ClusterState,
  { edge }: Route,
  flag: Flag,
): StartedWith | undefined {
  const [pod] = edge.pods;
  const instance = pod && state.read(instanceByPod).get(podKey(pod));
  // Where a control plane has the flags, it is that which would have to be started anew.
  if (!instance || instance.controlPlane.length > 0) return undefined;
  const found = edge.pods.map(one =>
    isRolledOut(one)
      ? containerOf(one, instance.vendor.pods?.images ?? [])
      : undefined,
  );
  const [first] = found;
  // In the middle of a roll-out nobody can tell which of them is the template's.
  const alike = found.every(
    one =>
      one?.name === first?.name &&
      sameValue(one?.command, first?.command) &&
      sameValue(one?.args, first?.args),
  );
  return first && alike ? withFlag(first, flag) : undefined;
}

/** The container that runs the vendor's image, or the only one of the pod's own. */
function containerOf(
  { containers }: Pod,
  images: readonly string[],
): Container | undefined {
  const own = containers.filter(({ name }) => name !== 'istio-proxy');
  const running = own.filter(({ image }) =>
    images.some(one => hasRepository(image, one)),
  );
  const [only, ...others] = running.length > 0 ? running : own;
  return others.length > 0 ? undefined : only;
}

/** A container as it would be started with a flag, where what it is started with is a list of flags. */
export function withFlag(
  { name, command, args }: Container,
  { key, value }: Flag,
): StartedWith | undefined {
  const words = [...command, ...args];
  if (!isFlagList(words)) return undefined;
  const list = command.some(word => isOf(key, word)) ? 'command' : 'args';
  const before = list === 'command' ? command : args;
  const flag = `${key}=${value}`;
  return {
    flag,
    container: name,
    list,
    before,
    words: written(before, key, flag),
  };
}

/** Whether words are read as flags one by one, and nothing else counts before them. */
function isFlagList(words: readonly string[]): boolean {
  const isShell = /(^|\/)(sh|ash|bash|dash)$/.test(words[0] ?? '');
  return (
    !isShell &&
    !words.includes('--') &&
    // Traefik reads either a file or flags: traefik/traefik pkg/cli/loader_file.go.
    !words.some(word => /^--?configfile/i.test(word)) &&
    words.some(word => word.startsWith('-'))
  );
}

function isOf(key: string, word: string): boolean {
  const [name] = word.split('=');
  return name.toLowerCase() === key.toLowerCase();
}

/** In the place of the flag, or before all others: behind what is no flag, and between none and its value. */
function written(
  before: readonly string[],
  key: string,
  flag: string,
): readonly string[] {
  const there = before.findIndex(word => isOf(key, word));
  const first = before.findIndex(word => word.startsWith('-'));
  const end = first < 0 ? before.length : first;
  const place = there < 0 ? end : there;
  const rest = before.filter(
    (word, index) =>
      !isOf(key, word) && !isValueOf(key, before[index - 1], word),
  );
  return [...rest.slice(0, place), flag, ...rest.slice(place)];
}

function isValueOf(
  key: string,
  previous: string | undefined,
  word: string,
): boolean {
  return previous?.toLowerCase() === key.toLowerCase() && !word.startsWith('-');
}

/** A pod of the template with the flag. */
export function podStartedWith(pod: Pod, started: StartedWith): Pod {
  const { container, list, words } = started;
  return {
    ...pod,
    containers: pod.containers.map(one =>
      one.name === container ? { ...one, [list]: words } : one,
    ),
  };
}
