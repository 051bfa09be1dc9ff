import { KubeObject, Meta } from './meta';

/**
 * A kind that rules read. The table of all of them (kinds.ts) is the single source of the watches,
 * the ClusterRole, the page of permissions and the message about what could not be read.
 */
export interface KindDefinition<T extends KubeObject = KubeObject> {
  /** API group, empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** "group/kind", whatever the version. */
  readonly key: string;
  readonly plural: string;
  /** Versions that `trim` understands, preferred first. */
  readonly versions: readonly string[];
  readonly namespaced: boolean;
  /** Only objects of these names are watched (ConfigMaps). */
  readonly names?: readonly string[];
  /** What names more of them, which are read where that is allowed. */
  readonly namedBy?: NamedBy;
  /** `trim` reads nothing but metadata, so that nothing else has to be sent. */
  readonly metadataOnly?: true;
  /**
   * Whoever asks for one by its name reads its metadata alone: what else it says is looked up in lists,
   * and readers of these alone are told when it changes.
   */
  readonly restInLists?: true;
  /** Why it is read, for the page of permissions. */
  readonly purpose: string;
  /** Keeps the few fields that rules read; undefined drops the object. */
  readonly trim: (object: unknown, meta: Meta) => T | undefined;
}

/** Objects of another kind that say under which names more is to be read. */
export interface NamedBy {
  /** Key of that kind. */
  readonly kind: string;
  /** The names that an object as the API serves it leads to. */
  readonly namesIn: (object: unknown) => readonly string[];
}

/** Key of a kind whatever its version: "networking.istio.io/Gateway". */
export function kindKey(kind: { group: string; kind: string }): string {
  return `${kind.group}/${kind.kind}`;
}

export function defineKind<T extends KubeObject>(
  definition: Omit<KindDefinition<T>, 'key'>,
): KindDefinition<T> {
  return Object.freeze({ ...definition, key: kindKey(definition) });
}
