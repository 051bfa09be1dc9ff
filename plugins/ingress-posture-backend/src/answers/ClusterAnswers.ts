import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import type {
  Connection,
  ServicePosture,
  StrictPreview,
  StrictScope,
  WhatIf,
  WhatIfChange,
} from '@ingress-posture/engine';
import {
  ClusterList,
  clustersReadPermission,
  ConnectionAnswer,
  findingsSilencePermission,
  fleetReadPermission,
  Silence,
  SilenceQuestion,
  StrictReadiness,
} from '@ingress-posture/plugin-ingress-posture-common';
import type { Access } from '../access/Access';
import type { PostureStore } from '../postures/PostureStore';
import type { ServiceAddress } from '../postures/ServiceAddress';
import type { ClusterWatch } from '../watch/ClusterWatch';
import { isNotNow } from '../watch/notNow';
import type { Answers, Question } from '../watch/question';
import type { Sees } from '../watch/withinSight';
import { mustBeWithin } from './mustBeWithin';
import { withWaysOut } from './withWaysOut';

/** Who can be asked about each cluster. */
export interface Questions {
  get(cluster: string): Pick<ClusterWatch, 'ask'> | undefined;
}

interface ClusterAnswersOptions {
  readonly access: Access;
  readonly store: PostureStore;
  readonly questions: Questions;
}

/** Answers what is asked of a whole cluster's state, as far as the caller may see its services. */
export class ClusterAnswers {
  readonly #options: ClusterAnswersOptions;

  constructor(options: ClusterAnswersOptions) {
    this.#options = options;
  }

  /** The configured clusters. */
  async list(credentials: BackstageCredentials): Promise<ClusterList> {
    const { access, store } = this.#options;
    await access.require(clustersReadPermission, credentials);
    return { items: await store.clusters.list() };
  }

  /** What would become of one connection. */
  async connect(
    cluster: string,
    connection: Connection,
    credentials: BackstageCredentials,
  ): Promise<ConnectionAnswer> {
    const { ask, sees } = await this.#asked(cluster, credentials);
    return ask<'connect'>({ kind: 'connect', connection, sees });
  }

  /** Who breaks if a scope turned STRICT now. */
  async previewStrict(
    cluster: string,
    { scope, remedies }: { scope: StrictScope; remedies: boolean },
    credentials: BackstageCredentials,
  ): Promise<StrictPreview> {
    const { ask, sees } = await this.#asked(cluster, credentials);
    const preview = await ask<'strict-preview'>({
      kind: 'strict-preview',
      scope,
      sees,
    });
    return withWaysOut(this.#options.store.knex, preview, { remedies });
  }

  /** How far clusters are on the way to STRICT: those that can be asked and that the caller sees as a whole. */
  async readiness(credentials: BackstageCredentials): Promise<StrictReadiness> {
    const { access, store } = this.#options;
    await access.require(fleetReadPermission, credentials);
    if ((await access.visible(credentials)) !== 'all') return { items: [] };
    const clusters = await store.clusters.list();
    const answers = await Promise.allSettled(
      clusters
        .filter(({ services }) => services > 0)
        .map(async ({ name }) => {
          const { ask } = await this.#asked(name, credentials);
          return ask<'strict-readiness'>({ kind: 'strict-readiness' });
        }),
    );
    const items = answers.flatMap(one =>
      one.status === 'fulfilled' ? [one.value] : [],
    );
    return { items };
  }

  /** What manifests would change. */
  async whatIf(
    cluster: string,
    change: WhatIfChange,
    credentials: BackstageCredentials,
  ): Promise<WhatIf> {
    const { ask, sees } = await this.#asked(cluster, credentials);
    mustBeWithin(change, sees);
    return ask<'what-if'>({ kind: 'what-if', ...change, sees });
  }

  /** A service as it would be after all steps of a remedy. */
  async afterRemedy(
    { cluster, namespace, name }: ServiceAddress,
    remedy: string,
    credentials: BackstageCredentials,
  ): Promise<ServicePosture> {
    const { ask, sees } = await this.#asked(cluster, credentials);
    const isSeen =
      sees === 'all' ||
      sees.some(one => one.namespace === namespace && one.name === name);
    const after =
      isSeen &&
      (await ask<'after-remedy'>({
        kind: 'after-remedy',
        service: { namespace, name },
        remedy,
      }));
    if (after) return after;
    throw new NotFoundError(
      `There is no remedy ${remedy} of Service ${namespace}/${name} in cluster ${cluster}`,
    );
  }

  /** How a finding of a service is silenced; whoever applies it needs the cluster's leave for that. */
  async silence(
    address: ServiceAddress,
    question: SilenceQuestion,
    credentials: BackstageCredentials,
  ): Promise<Silence> {
    const { access, store } = this.#options;
    const { cluster, namespace, name } = address;
    await access.require(findingsSilencePermission, credentials);
    const visible = await access.visible(credentials);
    const found = await store.get(address, visible);
    const isThere = found?.posture.findings.some(
      ({ code }) => code === question.code,
    );
    if (isThere) {
      const { ask } = await this.#asked(cluster, credentials);
      const service = { namespace, name };
      const silence = await ask<'silence'>({
        kind: 'silence',
        service,
        ...question,
      });
      if (silence) return silence;
    }
    throw new NotFoundError(
      `There is no finding ${question.code} of Service ${namespace}/${name} in cluster ${cluster}`,
    );
  }

  /** Somebody who sees nothing in a cluster is told that there is none. */
  async #asked(cluster: string, credentials: BackstageCredentials) {
    const { access, store, questions } = this.#options;
    const visible = await access.visible(credentials);
    const isThere = visible === 'all' || (await store.seesIn(cluster, visible));
    const watch = isThere ? questions.get(cluster) : undefined;
    if (!watch) throw new NotFoundError(`There is no cluster ${cluster}`);
    const sees: Sees =
      visible === 'all' ? 'all' : await store.keysOf(cluster, visible);
    const ask = async <K extends Question['kind']>(
      question: Extract<Question, { kind: K }>,
    ): Promise<Answers[K]> => {
      try {
        return await watch.ask(question);
      } catch (error) {
        if (!isNotNow(error)) throw error;
        throw new ServiceUnavailableError(
          `Cluster ${cluster} cannot be asked right now (${
            (error as Error).message
          }); ask again in a moment`,
        );
      }
    };
    return { ask, sees };
  }
}
