/**
 * The ingress-posture engine in a terminal and in a pipeline.
 *
 * @packageDocumentation
 */
import './main';
