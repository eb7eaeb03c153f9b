import { DynatwinError } from "../../errors.js";
import { infoOf, type ModelInfo } from "./model-info.js";

/** What every method of a model stands on. */
export class ModelBase {
  /** @internal */
  static get "~model"(): ModelInfo {
    throw new DynatwinError("Model is what all models extend, and has no table: use a class of defineModel({ … }).");
  }

  /** @param input - The values of the attributes. Those with a default may be left out. */
  protected constructor(input: object) {
    infoOf(this).schema.construct(input, this);
  }
}
