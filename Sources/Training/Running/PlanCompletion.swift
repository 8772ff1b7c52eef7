import Foundation

extension TrainingPlan {
    /// The JSON of a state whose plan an older version wrote, with each field of the plan that it did not know at its
    /// default: so that settings may be added, here and in what the plan holds, without a word at each of them.
    ///
    /// - Parameter key: Under which the state has its plan.
    static func completed(_ state: Data, at key: String) throws -> Data {
        let defaults = try JSONSerialization.jsonObject(with: JSONEncoder().encode(TrainingPlan()))
        guard var fields = try JSONSerialization.jsonObject(with: state) as? [String: Any], let plan = fields[key]
        else { return state }
        fields[key] = completed(plan, by: defaults)
        return try JSONSerialization.data(withJSONObject: fields)
    }

    private static func completed(_ value: Any, by other: Any) -> Any {
        guard let value = value as? [String: Any], let other = other as? [String: Any] else { return value }
        // A choice between cases is an object of the one that was chosen: another case lends it nothing.
        guard value.isEmpty || !Set(value.keys).isDisjoint(with: other.keys) else { return value }
        return value.merging(other) { completed($0, by: $1) }
    }
}
