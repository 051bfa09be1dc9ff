// YAML as Istio, Kubernetes and most controllers read it: sigs.k8s.io/yaml, goyaml.v2/resolve.go.
import type {
  DocumentOptions,
  ParseOptions,
  ScalarTag,
  SchemaOptions,
} from 'yaml';

// A dot alone is a text to them, as in `exportTo: [.]`, and YAML 1.1 would have it a number.
const decimal: ScalarTag = {
  identify: value => typeof value === 'number',
  default: true,
  tag: 'tag:yaml.org,2002:float',
  test: /^[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?$/,
  resolve: text => Number(text.replaceAll('_', '')),
};

// Numbers to the base of 60, and dates, are texts to them.
const replaced: ReadonlySet<string> = new Set([
  'tag:yaml.org,2002:float',
  'tag:yaml.org,2002:timestamp',
]);

/**
 * Options of the library `yaml`: yes, no, on and off are flags, of what is there twice the last counts, and what
 * is a number is what Go takes for one.
 */
export const sigsYaml: ParseOptions & DocumentOptions & SchemaOptions = {
  version: '1.1',
  uniqueKeys: false,
  logLevel: 'error',
  customTags: tags => [
    ...tags.filter(
      one =>
        typeof one === 'string' ||
        !(replaced.has(one.tag) || ('format' in one && one.format === 'TIME')),
    ),
    decimal,
  ],
};
