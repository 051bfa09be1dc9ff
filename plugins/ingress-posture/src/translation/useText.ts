import {
  TranslationFunction,
  useTranslationRef,
} from '@backstage/core-plugin-api/alpha';
import { ingressPostureTranslationRef } from './ref';

/** A text of the plugin by its key, in the reader's language. */
export type Text = TranslationFunction<
  (typeof ingressPostureTranslationRef)['T']
>;

/** The plugin's texts in the reader's language. */
export function useText(): Text {
  return useTranslationRef(ingressPostureTranslationRef).t;
}
