import {
  afterRemedy,
  ClusterState,
  connect,
  Connection,
  previewStrict,
  ServicePosture,
  StrictPreview,
  StrictScope,
  WhatIf,
  whatIf,
  WhatIfChange,
} from '@ingress-posture/engine';
import type { ConnectionAnswer } from '@ingress-posture/plugin-ingress-posture-common';
import { clientPod } from './clientPod';
import type { ServiceKey } from './clusterReport';

/** What only the worker can answer, because it has the cluster's state. */
export type Question =
  | { readonly kind: 'connect'; readonly connection: Connection }
  | {
      readonly kind: 'after-remedy';
      readonly service: ServiceKey;
      readonly remedy: string;
    }
  | { readonly kind: 'strict-preview'; readonly scope: StrictScope }
  | ({ readonly kind: 'what-if' } & WhatIfChange);

/** The answers, by the kind of the question. */
export interface Answers {
  readonly connect: ConnectionAnswer;
  /** Null when there is no such service, or it has no such remedy. */
  readonly 'after-remedy': ServicePosture | null;
  readonly 'strict-preview': StrictPreview;
  readonly 'what-if': WhatIf;
}

/** Answers a question from a cluster's state. */
export function answerQuestion(
  state: ClusterState,
  question: Question,
): Answers[Question['kind']] {
  switch (question.kind) {
    case 'connect':
      return openConnection(state, question.connection);
    case 'after-remedy':
      return afterRemedy(state, question.service, question.remedy) ?? null;
    case 'strict-preview':
      return previewStrict(state, question.scope);
    case 'what-if':
      return whatIf(state, question);
    default:
      throw new Error(`Unknown question: ${question satisfies never}`);
  }
}

function openConnection(
  state: ClusterState,
  connection: Connection,
): ConnectionAnswer {
  const from = connection.from && clientPod(state, connection.from);
  return { from, arrivals: connect(state, { ...connection, from }) };
}
