import Foundation

extension TrainingPlan {
    /// The plan of a JSON file that names some of its fields, the others as `plan` has them; a field that no plan has, or a
    /// value of another kind, is an error that names it.
    public init(json: Data, from path: String, over plan: TrainingPlan = TrainingPlan()) throws(TrainingError) {
        do {
            let defaults = try JSONSerialization.jsonObject(with: JSONEncoder().encode(plan))
            let given = try JSONSerialization.jsonObject(with: json)
            if let stranger = Self.stranger(given, in: defaults) {
                throw TrainingError.badPlan(path: path, reason: "it has a field \(stranger), which no plan has")
            }
            let fields = try JSONSerialization.data(withJSONObject: Self.completed(given, by: defaults))
            self = try JSONDecoder().decode(TrainingPlan.self, from: fields)
        } catch let error as TrainingError { throw error } catch {
            throw .badPlan(path: path, reason: "\(error)")
        }
        if let fault { throw .badPlan(path: path, reason: fault) }
    }

    /// The path of the first field that the defaults do not have.
    private static func stranger(_ given: Any, in known: Any) -> String? {
        guard let given = given as? [String: Any], let known = known as? [String: Any], !known.isEmpty else {
            return nil
        }
        for (key, value) in given.sorted(by: { $0.key < $1.key }) {
            guard let other = known[key] else { return key == "epochs" || key == "minutes" ? nil : key }
            if let within = stranger(value, in: other) { return key + "." + within }
        }
        return nil
    }

    /// The JSON of a state whose plan an older version wrote, with each field of the plan that it did not know at its
    /// default: so that settings may be added, here and in what the plan holds, without a word at each of them.
    ///
    /// - Parameter key: Under which the state has its plan.
    static func completed(_ state: Data, at key: String) throws -> Data {
        guard var fields = try JSONSerialization.jsonObject(with: state) as? [String: Any],
            let plan = fields[key] as? [String: Any]
        else { return state }
        var complete = TrainingPlan()
        if plan["distillation"] != nil { complete.distillation = Distillation() }
        let defaults = try JSONSerialization.jsonObject(with: JSONEncoder().encode(complete))
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
