import { z } from 'zod/v3';
import { changeOf } from '../answers/whatIsMeant';
import { ActionOptions, addReadingAction } from './readingAction';
import { clusterShape, findingShape, serviceShape } from './shapes';

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

const input = z.object({
  cluster: clusterShape,
  put: z.string().optional().describe('Manifests as YAML'),
  remove: z.string().optional().describe('Manifests as YAML'),
});

const output = z.object({
  sentence: z.string(),
  counts: z.record(z.number()),
  changes: z.array(
    z.object({
      service: serviceShape,
      direction: z.enum(['better', 'worse', 'other']),
      before: z.string().nullable(),
      after: z.string().nullable(),
      sentence: z.string(),
      appear: z.array(changedFinding).describe('New findings'),
      go: z.array(changedFinding).describe('Findings that go'),
    }),
  ),
  unsure: z
    .array(serviceShape)
    .describe('Of these nobody can say whether something breaks'),
});

/** What manifests would change; nothing is ever written to a cluster. */
export function addTryChangeAction(options: ActionOptions): void {
  const { clusters } = options;
  addReadingAction(options, {
    name: 'try-change',
    title: 'What manifests would change',
    description:
      'Which verdicts would change if the manifests in `put` were applied, and those in `remove` deleted. The change is made on a copy; nothing is written to the cluster.',
    input,
    output,
    examples: [
      {
        title: 'What does STRICT in the namespace shop do?',
        input: { cluster: 'prod-eu', put: strictPolicy },
      },
    ],
    answer: async ({ cluster: name, ...question }, credentials) => {
      const change = changeOf(question);
      const { sentence, counts, changes, unsure } = await clusters.whatIf(
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
        unsure: [...unsure],
      };
    },
  });
}
