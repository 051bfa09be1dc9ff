import { sourceHelp } from './sourceFlags';

export const analyzeHelp = `Usage: ingress-posture analyze -f FILE|FOLDER|- ... [flags]
       ingress-posture analyze --context NAME [flags]

Says of each Service how ingress reaches it, what is on each hop's wire, whether
it is accepted, and why. Reads manifests, as they are written, as kustomize or helm
template make them, or as "kubectl get -o yaml" prints them of a cluster; or a live
cluster, in which it only lists. Pods, endpoints and addresses that manifests do not
show are completed as a cluster would, and verdicts that rest on them are inferred.

${sourceHelp}
  -o, --output FORMAT   table (default), json or yaml: an array of ServicePosture,
                        sarif, markdown, mermaid, svg or junit; may be given
                        several times, as FORMAT=FILE, to write files
  --service NAMESPACE/NAME
                        this Service only; as a table with its paths, findings
                        and remedies
  --without-remedies    leave the ways out empty in json, yaml and markdown: of large
                        clusters they take most of the time
  --fail-on WHAT        end with code 3 for a severity (error, warning, info) and
                        graver ones, a posture and worse ones, or the code of a
                        finding; commas between several
  --baseline FILE       fail for new problems only (--fail-on is warning then)
  --write-baseline FILE write the problems there are as a baseline
  -h, --help            show this help

  ingress-posture analyze -f examples/clusters/demo
  ingress-posture analyze -f examples/clusters/demo --service nginx-strict/cart
  kustomize build overlays/prod | ingress-posture analyze -f - --fail-on rejected
  ingress-posture analyze --context prod-eu -o table -o sarif=posture.sarif
`;
