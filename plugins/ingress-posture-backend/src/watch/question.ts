import {
  afterRemedy,
  ClusterState,
  Connection,
  JudgedService,
  ServicePosture,
  StrictPreview,
  StrictScope,
  WhatIf,
  WhatIfChange,
} from '@ingress-posture/engine';
import type {
  ClusterReadiness,
  ConnectionAnswer,
  Silence,
  SilenceQuestion,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { ServiceKey } from './clusterReport';
import { readinessOf } from './readiness';
import { silenceOf } from './silenceOf';
import {
  connectWithin,
  previewWithin,
  Sees,
  whatIfWithin,
} from './withinSight';

/** What only the worker can answer, because it has the cluster's state. */
export type Question =
  | {
      readonly kind: 'connect';
      readonly connection: Connection;
      readonly sees: Sees;
    }
  | {
      readonly kind: 'after-remedy';
      readonly service: ServiceKey;
      readonly remedy: string;
    }
  | {
      readonly kind: 'strict-preview';
      readonly scope: StrictScope;
      readonly sees: Sees;
    }
  | { readonly kind: 'strict-readiness' }
  | ({
      readonly kind: 'silence';
      readonly service: ServiceKey;
    } & SilenceQuestion)
  | ({ readonly kind: 'what-if'; readonly sees: Sees } & WhatIfChange);

/** The answers, by the kind of the question. */
export interface Answers {
  readonly connect: ConnectionAnswer;
  /** Null when there is no such service, or it has no such remedy. */
  readonly 'after-remedy': ServicePosture | null;
  readonly 'strict-preview': StrictPreview;
  readonly 'strict-readiness': ClusterReadiness;
  readonly 'what-if': WhatIf;
  /** Null when there is no such service. */
  readonly silence: Silence | null;
}

/** What is known of a cluster besides its state. */
export interface Known {
  readonly judged: readonly JudgedService[];
  /** The services whose posture may be another in a copy of the state. */
  affectedIn(copy: ClusterState): readonly ServiceKey[];
}

/** Answers a question from a cluster's state, and from the postures that are known of it. */
export function answerQuestion(
  state: ClusterState,
  known: Known,
  question: Question,
): Answers[Question['kind']] {
  switch (question.kind) {
    case 'connect':
      return connectWithin(state, question.connection, question.sees);
    case 'after-remedy':
      return afterRemedy(state, question.service, question.remedy) ?? null;
    case 'strict-preview':
      return previewWithin(state, known.judged, question.scope, question.sees);
    case 'strict-readiness':
      return readinessOf(state, known.judged);
    case 'silence':
      return silenceOf(state, question.service, question) ?? null;
    case 'what-if':
      return whatIfWithin(
        state,
        question,
        copy => known.affectedIn(copy),
        question.sees,
      );
    default:
      throw new Error(`Unknown question: ${question satisfies never}`);
  }
}
