/* eslint-disable @backstage/no-relative-monorepo-imports -- the watch path itself, without the backend around it */
import { ClusterState, type KindDefinition } from '@ingress-posture/engine';
import type {
  ApiConnection,
  ApiRequest,
} from '../../plugins/ingress-posture-backend/src/clusters/apiserver/ApiConnection';
import { ApiServer } from '../../plugins/ingress-posture-backend/src/clusters/apiserver/ApiServer';
import type { KindHealth } from '../../plugins/ingress-posture-backend/src/clusters/apiserver/KindHealth';
import { KindWatch } from '../../plugins/ingress-posture-backend/src/clusters/apiserver/KindWatch';
import { KnownObjects } from '../../plugins/ingress-posture-backend/src/clusters/apiserver/KnownObjects';
import { acceptOf } from '../../plugins/ingress-posture-backend/src/clusters/apiserver/WatchedKind';
import { KubeconfigConnection } from '../../plugins/ingress-posture-backend/src/clusters/kubeconfig/KubeconfigConnection';
import { loadKubeConfig } from '../../plugins/ingress-posture-backend/src/clusters/kubeconfig/loadKubeConfig';

/** How objects are asked for. */
export interface Manner {
  /** `protobuf`: as the product asks, with JSON where that is not to be had. */
  readonly form: 'json' | 'protobuf';
  /** By a watch that brings everything first, or by a list and a watch. */
  readonly streamsLists: boolean;
}

/** What is followed of a kind. */
export interface FollowedKind {
  readonly health: () => KindHealth;
  /** What is kept of the objects. */
  readonly objects: () => readonly object[];
  /** Media types of all answers so far. */
  readonly types: ReadonlySet<string | undefined>;
  readonly stop: () => Promise<void>;
}

/** Media type of protobuf. */
export const protobuf = 'application/vnd.kubernetes.protobuf';

const watched = (definition: KindDefinition) => ({
  definition,
  version: definition.versions[0],
});

/** Whether the product asks for protobuf of a kind. */
export function isInProtobuf(kind: KindDefinition): boolean {
  return acceptOf(watched(kind), 'list').includes(protobuf);
}

/** Follows one kind as the product does. */
export function followKind(
  kubeconfig: string,
  kind: KindDefinition,
  { form, streamsLists }: Manner,
): FollowedKind {
  const types = new Set<string | undefined>();
  const connection = remembering(kubeconfig, form, types);
  const state = new ClusterState({ name: 'c' });
  const controller = new AbortController();
  const never = new AbortController().signal;
  let health: KindHealth = { state: 'pending' };
  const ended = new KindWatch({
    api: new ApiServer(connection),
    watched: watched(kind),
    objects: new KnownObjects(state),
    abilities: { streamsLists },
    retry: { first: 50, longest: 200 },
    onHealth: now => {
      health = now;
    },
    onRelist: () => {},
    connections: () => never,
    recovery: () => never,
  }).run(controller.signal);
  return {
    types,
    health: () => health,
    objects: () => state.list(kind),
    stop: async () => {
      controller.abort();
      await ended;
      connection.close();
    },
  };
}

function remembering(
  kubeconfig: string,
  form: Manner['form'],
  types: Set<string | undefined>,
): ApiConnection {
  const connection = new KubeconfigConnection(() =>
    loadKubeConfig({ path: kubeconfig }),
  );
  return {
    server: connection.server,
    open: async (request: ApiRequest) => {
      const asked = request.headers.Accept.split(',').filter(
        one => form === 'protobuf' || !one.startsWith(protobuf),
      );
      const headers = { ...request.headers, Accept: asked.join() };
      const answer = await connection.open({ ...request, headers });
      types.add(answer.headers['content-type']);
      return answer;
    },
    refused: () => connection.refused(),
    close: () => connection.close(),
  };
}
