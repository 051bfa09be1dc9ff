export const analyzeHelp = `Usage: ingress-posture analyze -f FILE|FOLDER|- ... [flags]
       ingress-posture analyze --context NAME [flags]

Says of each Service how ingress reaches it, what is on each hop's wire, whether
it is accepted, and why. Reads manifests, as "kubectl get -o yaml" or "-o json"
prints them of a cluster (with Pods, their status and EndpointSlices), or a live
cluster, in which it only lists.

  -f, --filename FILE   a file, a folder (with its folders: .yaml, .yml, .json),
                        or - for standard input; may be given several times
  --context NAME        a live cluster: this context of the kubeconfig
  --kubeconfig FILE     a live cluster: this file in place of kubectl's own
  -o, --output FORMAT   table (default), or json: an array of ServicePosture
  --service NAMESPACE/NAME
                        this Service only; as a table with its paths, findings
                        and remedies
  --cluster NAME        name of the cluster in the answer (default: the context,
                        or "manifests")
  -h, --help            show this help

  ingress-posture analyze -f examples/clusters/demo
  ingress-posture analyze -f examples/clusters/demo --service nginx-strict/cart
  ingress-posture analyze --context prod-eu -o json
`;
