import type { Connection } from '@ingress-posture/engine';
import { z } from 'zod/v3';
import { changeOf, scopeOf } from '../answers/whatIsMeant';
import { ActionOptions, addReadingAction } from './readingAction';
import { findingShape, words } from './shapes';

const cluster = z.string().describe('Name of the cluster');
const service = z.object({ namespace: z.string(), name: z.string() });

const changedFinding = findingShape.pick({
  code: true,
  severity: true,
  title: true,
});

const strictPolicy = `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }
`;

/** Actions that ask what would be; nothing is ever written to a cluster. */
export function addClusterActions(options: ActionOptions): void {
  const { clusters } = options;
  addReadingAction(options, {
    name: 'try-connection',
    title: 'What would become of a connection',
    description:
      'Where one connection in a cluster would end, on what wire, and whether it would be taken; with the chain of rules. Worked out from what is known of the cluster, not dialled.',
    input: z.object({
      cluster,
      from: z
        .string()
        .nullable()
        .describe(
          '"namespace/name" of a pod, or of a workload or Service of which any pod will do; null: a client outside every mesh',
        ),
      address: z
        .string()
        .min(1)
        .describe('Host name or IP address, such as cart.shop'),
      port: z.number().int().min(1).max(65_535),
      protocol: z.enum(['http', 'http2', 'tcp']).default('http'),
      tls: z.enum(['tls', 'mtls']).optional(),
      host: z.string().optional().describe('Host header'),
      sni: z.string().optional(),
      path: z.string().optional(),
    }),
    output: z.object({
      from: z.string().nullable(),
      arrivals: z.array(
        z.object({
          pod: z.string().describe('Empty when it gets nowhere'),
          port: z.number(),
          wire: z.string(),
          outcome: z.string(),
          certainty: words.certainty,
          reasons: z.array(z.string()),
          caveats: z.array(z.string()),
        }),
      ),
    }),
    examples: [
      {
        title: 'Can the shop call the cart?',
        input: {
          cluster: 'prod-eu',
          from: 'shop/storefront',
          address: 'cart.shop',
          port: 80,
          protocol: 'http',
        },
      },
    ],
    answer: async ({ cluster: name, ...connection }, credentials) => {
      const { from, arrivals } = await clusters.connect(
        name,
        connection as Connection,
        credentials,
      );
      return {
        from,
        arrivals: arrivals.map(
          ({ pod, port, wire, outcome, certainty, reasons, caveats }) => ({
            pod,
            port,
            wire,
            outcome,
            certainty,
            reasons: reasons.map(({ text }) => text),
            caveats: [...caveats],
          }),
        ),
      };
    },
  });
  addReadingAction(options, {
    name: 'preview-strict',
    title: 'Who breaks if something turned STRICT now',
    description:
      'Who would be turned away if the mesh, a namespace or the workload behind a Service accepted mTLS only, and in which order it can be done without breaking anybody. Read the caveats first.',
    input: z.object({
      cluster,
      namespace: z.string().optional().describe('Only this namespace'),
      service: z
        .string()
        .optional()
        .describe('Only the workload behind this Service of the namespace'),
    }),
    output: z.object({
      sentence: z.string(),
      counts: z.record(z.number()),
      breaks: z.array(
        z.object({
          service,
          paths: z.array(z.string()),
          remedies: z.array(z.string()),
        }),
      ),
      order: z.array(
        z.object({
          namespace: z.string().nullable().describe('null: the whole mesh'),
          standing: z.string(),
          sentence: z.string(),
        }),
      ),
      caveats: z.array(z.string()),
    }),
    examples: [
      {
        title: 'Who breaks if the namespace shop turned STRICT?',
        input: { cluster: 'prod-eu', namespace: 'shop' },
      },
    ],
    answer: async ({ cluster: name, ...named }, credentials) => {
      const asked = { scope: scopeOf(named), remedies: true };
      const preview = await clusters.previewStrict(name, asked, credentials);
      return {
        sentence: preview.sentence,
        counts: { ...preview.counts },
        breaks: preview.breaks.map(({ service: of, paths, remedies }) => ({
          service: { namespace: of.namespace, name: of.name },
          paths: paths.map(({ sentence }) => sentence),
          remedies: (remedies ?? []).map(({ title }) => title),
        })),
        order: preview.order.map(({ namespace, standing, sentence }) => ({
          namespace,
          standing,
          sentence,
        })),
        caveats: [...preview.caveats],
      };
    },
  });
  addReadingAction(options, {
    name: 'try-change',
    title: 'What manifests would change',
    description:
      'Which verdicts would change if the manifests in `put` were applied, and those in `remove` deleted. The change is made on a copy; nothing is written to the cluster.',
    input: z.object({
      cluster,
      put: z.string().optional().describe('Manifests as YAML'),
      remove: z.string().optional().describe('Manifests as YAML'),
    }),
    output: z.object({
      sentence: z.string(),
      counts: z.record(z.number()),
      changes: z.array(
        z.object({
          service,
          direction: z.enum(['better', 'worse', 'other']),
          before: z.string().nullable(),
          after: z.string().nullable(),
          sentence: z.string(),
          appear: z.array(changedFinding).describe('New findings'),
          go: z.array(changedFinding).describe('Findings that go'),
        }),
      ),
    }),
    examples: [
      {
        title: 'What does STRICT in the namespace shop do?',
        input: { cluster: 'prod-eu', put: strictPolicy },
      },
    ],
    answer: async ({ cluster: name, ...question }, credentials) => {
      const change = changeOf(question);
      const { sentence, counts, changes } = await clusters.whatIf(
        name,
        change,
        credentials,
      );
      return {
        sentence,
        counts: { ...counts },
        changes: changes.map(
          ({ service: of, direction, before, after, findings }) => ({
            service: { namespace: of.namespace, name: of.name },
            direction,
            before: before?.posture ?? null,
            after: after?.posture ?? null,
            sentence: (after ?? before)?.sentence ?? '',
            appear: [...findings.appear],
            go: [...findings.go],
          }),
        ),
      };
    },
  });
}
