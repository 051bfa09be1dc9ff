import type { WireForm } from '../WireForm';
import { decodeObject } from './envelope';
import { protobufEvents } from './protobufEvents';
import { readProtobufList } from './protobufList';

/**
 * Objects as Kubernetes' own components read them: fewer bytes, and what is not wanted is passed over.
 * Custom resources have it for nothing but their metadata (kubernetes.io/docs/reference/using-api/api-concepts).
 */
export const protobufForm: WireForm = {
  contentType: 'application/vnd.kubernetes.protobuf',
  readList: readProtobufList,
  readEvents: protobufEvents,
  readStatus: decodeObject,
};
