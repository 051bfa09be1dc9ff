import {
  Addressing,
  Certainty,
  IntegrationMode,
  MeshMembership,
  MtlsPosture,
  Outcome,
  PathNode,
  PortPosture,
  RemedyStep,
  Severity,
  Wire,
} from '@ingress-posture/engine';
import {
  ClusterFreshness,
  integrationModes,
} from '@ingress-posture/plugin-ingress-posture-common';
import { Text, useText } from '../translation';
import { Descriptor, Sign, Word } from './descriptor';
import { postureSigns } from './postures';
import {
  acceptanceSigns,
  certaintySigns,
  freshnessSigns,
  severitySigns,
} from './signs';
import { blockedOutcomes, HopLook, lookOf, wireSigns } from './wires';

type Table<Key extends string, Value> = Readonly<Record<Key, Value>>;

/** The domain's words with their signs, in the reader's language. */
export interface Vocabulary {
  readonly postures: Table<MtlsPosture, Descriptor>;
  readonly modes: Table<IntegrationMode, Word>;
  readonly certainties: Table<Certainty, Descriptor>;
  readonly severities: Table<Severity, Descriptor>;
  readonly acceptances: Table<PortPosture['accepts'], Descriptor>;
  readonly clusterStates: Table<ClusterFreshness, Descriptor>;
  readonly addressings: Table<Addressing, string>;
  readonly memberships: Table<MeshMembership, string>;
  readonly actions: Table<RemedyStep['action'], string>;
  readonly roles: Table<PathNode['role'], string>;
  readonly hop: (wire: Wire, outcome: Outcome) => HopLook;
}

// One for each language: a page asks for it in every chip.
const known = new WeakMap<Text, Vocabulary>();

/** The vocabulary in the reader's language. */
export function useVocabulary(): Vocabulary {
  return vocabularyOf(useText());
}

/** The vocabulary in the language of `text`. */
export function vocabularyOf(text: Text): Vocabulary {
  const vocabulary = known.get(text) ?? translate(text);
  known.set(text, vocabulary);
  return vocabulary;
}

function translate(text: Text): Vocabulary {
  return { ...signed(text), ...unsigned(text), hop: hopsOf(text) };
}

/** Words that a chip has with a sign. */
function signed(text: Text) {
  return {
    postures: descriptors(postureSigns, key => ({
      label: text(`words.posture.${key}.label`),
      meaning: text(`words.posture.${key}.meaning`),
    })),
    certainties: descriptors(certaintySigns, key => ({
      label: text(`words.certainty.${key}.label`),
      meaning: text(`words.certainty.${key}.meaning`),
    })),
    severities: descriptors(severitySigns, key => ({
      label: text(`words.severity.${key}.label`),
      meaning: text(`words.severity.${key}.meaning`),
    })),
    acceptances: descriptors(acceptanceSigns, key => ({
      label: text(`words.accepts.${key}.label`),
      meaning: text(`words.accepts.${key}.meaning`),
    })),
    clusterStates: descriptors(freshnessSigns, key => ({
      label: text(`words.freshness.${key}.label`),
      meaning: text(`words.freshness.${key}.meaning`),
    })),
  };
}

/** Words without a sign. */
function unsigned(text: Text) {
  return {
    modes: tableOf(integrationModes, key => ({
      label: text(`words.mode.${key}.label`),
      meaning: text(`words.mode.${key}.meaning`),
    })),
    addressings: {
      'service-vip': text('words.addressing.service-vip'),
      'pod-ip': text('words.addressing.pod-ip'),
      'node-port': text('words.addressing.node-port'),
      external: text('words.addressing.external'),
    },
    memberships: {
      sidecar: text('words.membership.sidecar'),
      ambient: text('words.membership.ambient'),
      none: text('words.membership.none'),
      mixed: text('words.membership.mixed'),
      unknown: text('words.membership.unknown'),
    },
    ...stepsAndRoles(text),
  };
}

function stepsAndRoles(text: Text) {
  return {
    actions: {
      patch: text('words.action.patch'),
      create: text('words.action.create'),
      restart: text('words.action.restart'),
      delete: text('words.action.delete'),
    },
    roles: {
      client: text('words.role.client'),
      edge: text('words.role.edge'),
      gateway: text('words.role.gateway'),
      workload: text('words.role.workload'),
    },
  };
}

function hopsOf(text: Text): Vocabulary['hop'] {
  const wires = tableOf(keysOf(wireSigns), key => ({
    label: text(`words.wire.${key}.label`),
    meaning: text(`words.wire.${key}.meaning`),
  }));
  const outcomes = tableOf(keysOf(blockedOutcomes), key => ({
    label: text(`words.outcome.${key}.label`),
    meaning: text(`words.outcome.${key}.meaning`),
  }));
  return (wire, outcome) =>
    lookOf(wire, outcome, wires[wire], outcomes[outcome]);
}

function keysOf<Key extends string>(table: Table<Key, unknown>): Key[] {
  return Object.keys(table) as Key[];
}

function tableOf<Key extends string, Value>(
  keys: readonly Key[],
  valueOf: (key: Key) => Value,
): Table<Key, Value> {
  return Object.fromEntries(keys.map(key => [key, valueOf(key)])) as Table<
    Key,
    Value
  >;
}

function descriptors<Key extends string>(
  signs: Table<Key, Sign>,
  word: (key: Key) => Word,
): Table<Key, Descriptor> {
  return Object.fromEntries(
    keysOf(signs).map(key => [key, { ...signs[key], ...word(key) }]),
  ) as Table<Key, Descriptor>;
}
