import { DynatwinError } from "../../errors.js";
import { infoOf, type ModelInfo } from "./model-info.js";

/** The base of a model's methods. */
export class ModelBase {
  /** @internal */
  static get "~model"(): ModelInfo {
    throw new DynatwinError(
      "Model is the base class of all models and has no table: use a class of defineModel({ … }).",
    );
  }

  /** @param input - The values of the attributes. Those with a default can be omitted. */
  protected constructor(input: object) {
    infoOf(this).schema.construct(input, this);
  }
}
