import type { ServicePosture } from '@ingress-posture/engine';
import {
  integrationModes,
  mtlsPostures,
  StoredPosture,
} from '@ingress-posture/plugin-ingress-posture-common';
// The actions registry takes schemas of Zod 3.
import { z } from 'zod/v3';

const postureWord = z.enum(mtlsPostures as unknown as [string, ...string[]]);
const modeWord = z.enum(integrationModes as unknown as [string, ...string[]]);
const certaintyWord = z.enum(['proven', 'inferred', 'unknown']);
const severityWord = z.enum(['error', 'warning', 'info']);

/** Words that questions and answers share. */
export const words = {
  posture: postureWord.describe(
    'rejected: fails now; plaintext, unmeshed, app-tls, permissive: in the order of how exposed it is; enforced: mTLS on every hop',
  ),
  mode: modeWord.describe('How ingress is integrated with the mesh'),
  certainty: certaintyWord.describe(
    'proven: read from the cluster; inferred: leans on what the caveats say; unknown: not to be relied on',
  ),
  severity: severityWord,
};

/** Names of one Service. */
export const addressShape = {
  cluster: z.string().describe('Name of the cluster, as the portal has it'),
  namespace: z.string().describe('Kubernetes namespace'),
  name: z.string().describe('Name of the Service'),
};

export const clusterShape = z.string().describe('Name of the cluster');

/** A Service of a cluster that is known. */
export const serviceShape = z.object({
  namespace: z.string(),
  name: z.string(),
});

/** How many Services are answered with at most. */
export const limitShape = z.number().int().min(1).max(100).default(25);

/** What services can be narrowed by. */
export const filterShape = {
  cluster: z.string().optional(),
  namespace: z.string().optional().describe('Kubernetes namespace'),
  posture: z.array(postureWord).optional(),
  mode: z.array(modeWord).optional(),
  owner: z
    .string()
    .optional()
    .describe('Reference such as group:default/payments; none: of nobody'),
  system: z.string().optional(),
  environment: z.string().optional(),
  vendor: z
    .string()
    .optional()
    .describe('Vendor of the edge by its id, such as ingress-nginx'),
  retired: z
    .boolean()
    .optional()
    .describe('Whether an edge in front of it is past its end of life'),
  search: z.string().optional().describe('Part of a name, host or owner'),
};

export const findingShape = z.object({
  code: z.string(),
  severity: severityWord,
  title: z.string(),
  detail: z.string(),
  silenced: z.string().optional().describe('Why somebody silenced it'),
});

/** A service in a few lines. */
export const briefShape = z.object({
  ...addressShape,
  posture: words.posture,
  mode: words.mode,
  certainty: words.certainty,
  sentence: z.string(),
  caveats: z.array(z.string()),
  findings: z.array(findingShape),
  since: z.string().describe('Since when the posture is what it is'),
  observedAt: z.string().describe('When the cluster last confirmed it'),
  stale: z.boolean().describe('The cluster is not being followed right now'),
});

/** A service with every way in, and why each hop is what it is. */
export const explanationShape = briefShape.extend({
  paths: z.array(
    z.object({
      edge: z.string(),
      route: z.string(),
      posture: words.posture,
      sentence: z.string(),
      hops: z.array(
        z.object({
          from: z.string(),
          to: z.string(),
          wire: z.string(),
          outcome: z.string(),
          reasons: z.array(z.string()),
        }),
      ),
    }),
  ),
  remedies: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      reaches: words.posture,
      standing: z.enum(['proven', 'advice']),
      commands: z.array(z.string()),
    }),
  ),
});

/** Takes out of a posture what {@link briefShape} has. */
export function toBrief({
  posture,
  since,
  observedAt,
  stale,
}: StoredPosture): z.infer<typeof briefShape> {
  const { cluster, service, mode, certainty, sentence, caveats } = posture;
  return {
    cluster,
    namespace: service.namespace,
    name: service.name,
    posture: posture.posture,
    mode,
    certainty,
    sentence,
    caveats: [...caveats],
    findings: toFindings(posture),
    since,
    observedAt,
    stale,
  };
}

/** Takes out of a posture what {@link explanationShape} has. */
export function toExplanation(
  stored: StoredPosture,
): z.infer<typeof explanationShape> {
  const { paths, remedies } = stored.posture;
  return {
    ...toBrief(stored),
    paths: paths.map(({ edge, route, posture, sentence, hops }) => ({
      edge: `${edge.title} (${edge.kind} ${edge.namespace}/${edge.name})`,
      route: `${route.purpose ? `${route.purpose} for ` : ''}${route.kind} ${
        route.namespace
      }/${route.name} ${route.host ?? '*'}${route.path ?? ''}`,
      posture,
      sentence,
      hops: hops.map(({ from, to, wire, outcome, reasons }) => ({
        from,
        to,
        wire,
        outcome,
        reasons: reasons.map(({ text }) => text),
      })),
    })),
    remedies: remedies.map(({ id, title, reaches, standing, steps }) => ({
      id,
      title,
      reaches,
      standing,
      commands: steps.map(({ command }) => command),
    })),
  };
}

/** The findings of a posture, without their evidence. */
export function toFindings({
  findings,
}: Pick<ServicePosture, 'findings'>): z.infer<typeof findingShape>[] {
  return findings.map(({ code, severity, title, detail, silenced }) => ({
    code,
    severity,
    title,
    detail,
    ...(silenced && { silenced: silenced.reason }),
  }));
}
