import {
  type Evidence,
  type Finding,
  findingCodes,
  findingMessageOf,
  type ServicePosture,
  type Severity,
} from '@ingress-posture/engine';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { version } from '../../../package.json';
import type { Baseline } from '../../gate/baseline';
import { findingKeys } from '../../gate/problems';
import type { Location } from '../../manifests/placeBook';
import { standardInput } from '../../manifests/readManifests';
import { toJson } from '../outputs';
import { serviceName } from '../serviceCells';

/** Where a field of an object stands; undefined where that is not in a file. */
export type Locate = (object: string, field?: string) => Location | undefined;

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** Findings as SARIF 2.1.0 (OASIS), for code scanning: a result each, at the line that it was read from. */
export function toSarif(
  postures: readonly ServicePosture[],
  locate: Locate,
  known?: Baseline,
): string {
  return toJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'ingress-posture',
            semanticVersion: version,
            rules: findingCodes.map(ruleOf),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: postures.flatMap(posture => {
          const keys = findingKeys(posture);
          return posture.findings.map((finding, index) =>
            resultOf(posture, finding, keys[index], locate, known),
          );
        }),
      },
    ],
  });
}

function ruleOf(code: (typeof findingCodes)[number]) {
  const { name, title, message, severity } = findingMessageOf(code);
  return {
    id: code,
    name,
    shortDescription: { text: title },
    // What stands in braces differs from result to result.
    fullDescription: { text: message.replace(/\{\w+\}/g, '…') },
    defaultConfiguration: { level: levels[severity] },
    help: { text: `${title}. Its page is docs/findings/${code}.md.` },
    properties: { tags: ['security', 'mtls'] },
  };
}

function resultOf(
  posture: ServicePosture,
  finding: Finding,
  key: string,
  locate: Locate,
  known: Baseline | undefined,
) {
  const { silenced } = finding;
  return {
    ruleId: finding.code,
    ruleIndex: findingCodes.indexOf(
      finding.code as (typeof findingCodes)[number],
    ),
    level: levels[finding.severity],
    message: { text: `${serviceName(posture)}: ${finding.detail}` },
    locations: [locationOf(posture, finding, locate)],
    partialFingerprints: {
      'ingressPosture/v1': createHash('sha256').update(key).digest('hex'),
    },
    ...(known && { baselineState: known.has(key) ? 'unchanged' : 'new' }),
    ...(silenced && {
      suppressions: [{ kind: 'inSource', justification: silenced.reason }],
    }),
  };
}

/**
 * The line of the first piece of evidence that stands in a file; the Service's where none does. What stands in no file,
 * as in a live cluster, has its name for one: GitHub refuses a whole upload for one result without a physical location.
 */
function locationOf(
  posture: ServicePosture,
  { evidence }: Finding,
  locate: Locate,
) {
  const service = `Service ${serviceName(posture)}`;
  const places: readonly Pick<Evidence, 'object' | 'field'>[] = [
    ...evidence,
    { object: service, field: 'metadata.name' },
  ];
  const found = firstOf(places, locate);
  const object = found?.object ?? evidence[0]?.object ?? service;
  return {
    physicalLocation: {
      artifactLocation: found ? artifactOf(found.at.file) : named(object),
      region: { startLine: found?.at.line ?? 1 },
    },
    logicalLocations: [{ fullyQualifiedName: object, kind: 'resource' }],
  };
}

function firstOf(
  places: readonly Pick<Evidence, 'object' | 'field'>[],
  locate: Locate,
) {
  for (const { object, field } of places) {
    const at = locate(object, field);
    if (at) return { object, at };
  }
  return undefined;
}

/** "Service shop/cart" as a relative URI: GitHub takes no scheme but that of files. */
function named(object: string) {
  return { uri: object.split(/[ /]/).map(encodeURIComponent).join('/') };
}

/** Relative to where the program runs, which is the root of a repository in a pipeline. */
function artifactOf(file: string) {
  if (file === standardInput) return { uri: 'stdin' };
  const relative = path.isAbsolute(file)
    ? path.relative(process.cwd(), file)
    : path.normalize(file);
  const uri = relative
    .split(path.sep)
    .map(part => (part === '..' ? part : encodeURIComponent(part)))
    .join('/');
  return { uri };
}
