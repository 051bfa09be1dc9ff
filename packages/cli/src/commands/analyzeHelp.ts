export const analyzeHelp = `Usage: ingress-posture analyze -f FILE|FOLDER|- ... [flags]

Says of each Service in the manifests how ingress reaches it, what is on each
hop's wire, whether it is accepted, and why. Manifests are what
"kubectl get -o yaml" or "-o json" prints of a cluster: with Pods, their status
and EndpointSlices. Nothing is sent anywhere.

  -f, --filename FILE   a file, a folder (with its folders: .yaml, .yml, .json),
                        or - for standard input; may be given several times
  -o, --output FORMAT   table (default), or json: an array of ServicePosture
  --service NAMESPACE/NAME
                        this Service only; as a table with its paths, findings
                        and remedies
  --cluster NAME        name of the cluster in the answer (manifests)
  -h, --help            show this help

  ingress-posture analyze -f examples/clusters/demo
  ingress-posture analyze -f examples/clusters/demo --service cart/cart
  kubectl get pods,services -A -o json | ingress-posture analyze -f - -o json
`;
