export { launchBrowser } from '@ingress-posture/conformance';
