/// Characters whose folding Unicode's own tables don't give.
enum CharacterVariants {
    /// Marks that keep a meaning, in all their forms → the one form that folded text has.
    static let marks: [UInt16: UInt16] = {
        let forms: [(String, Character)] = [
            ("([{（［｛〔【〖", "("), (")]}）］｝〕】〗", ")"), (",，、﹐", ","), (":：︰", ":"), (";；", ";"),
            ("=＝", "="), ("/／", "/"), (".。．", "."), ("·•・‧∙⋅･", "·"), ("#＃", "#"), ("+＋", "+"),
        ]
        var marks: [UInt16: UInt16] = [:]
        for (variants, mark) in forms {
            for variant in variants.utf16 { marks[variant] = mark.utf16.first }
        }
        return marks
    }()

    /// Letters that don't decompose, and their usual transcription.
    static let letters: [UInt16: [UInt16]] = [
        "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d",
        "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i", "ħ": "h", "Ħ": "h",
    ].reduce(into: [:]) { letters, pair in
        if let letter = (pair.key as String).utf16.first { letters[letter] = Array((pair.value as String).utf16) }
    }

    /// Han characters that are the same word to a cataloguer → the form that folding keeps.
    ///
    /// Variants that the Traditional-Simplified transform leaves alone, forms used in Japan, and the numerals of
    /// documents (壹 for 一).
    static let han: [(variant: UInt16, usual: UInt16)] = {
        let pairs = """
            着著 裏里 裡里 羣群 嶽岳 於于 馀余 餘余 幾几 乾干 瞭了 徵征 麽么 麼么 臺台 週周 佈布 祕秘 峯峰 註注 遊游 佔占 慾欲 捨舍 傢家 託托 嚮向 覆复 採采
            牀床 僞伪 偽伪 爲为 衞卫 麪面 甦苏 锺钟 閒闲 痠酸 牠它 妳你 喫吃 姪侄 菸烟 煙烟 豔艳 艷艳 汙污 脣唇 蹟迹 跡迹 疎疏 讚赞 併并 並并 竝并 鬪斗 鬥斗
            鬭斗 籲吁 線线 缐线 錄录 録录 秈籼 実实 気气 戦战 図图 読读 対对 単单 広广 歴历 沢泽 辺边 関关 竜龙 経经 総总 仏佛 伝传 権权 円圆 県县 桜樱 営营
            栄荣 塩盐 価价 仮假 拡扩 覚觉 挙举 恵惠 掲揭 渓溪 軽轻 剣剑 検检 験验 厳严 鉱矿 黒黑 済济 剤剂 斎斋 桟栈 賛赞 収收 従从 渋涩 獣兽 縦纵 処处 緒绪
            奨奖 焼烧 乗乘 浄净 縄绳 嬢娘 譲让 醸酿 粋粹 酔醉 穂穗 髄髓 斉齐 摂摄 専专 銭钱 繊纤 荘庄 捜搜 挿插 巣巢 窓窗 増增 蔵藏 臓脏 続续 帯带 択择 団团
            弾弹 遅迟 鋳铸 庁厅 聴听 鎮镇 逓递 鉄铁 転转 稲稻 徳德 弐二 悩恼 脳脑 覇霸 拝拜 廃废 売卖 発发 髪发 抜拔 浜滨 払拂 塀屏 変变 舗铺 豊丰 毎每 満满
            黙默 訳译 薬药 揺摇 様样 謡谣 頼赖 覧览 欄栏 虜虏 両两 猟猎 緑绿 塁垒 霊灵 齢龄 暦历 錬炼 労劳 壹一 贰二 貳二 叁三 〇零 肆四 鬱郁 嫺娴 鵰雕 鳥鸟 綫线 牆墙 粧妆 菓果 凴凭 犂犁 韮韭 剷铲 麯曲 麴曲 蘐萱 牘牍 濶阔 踴踊 嚐尝 嘗尝 訢欣 堃坤 喆哲
            """
        var list: [(variant: UInt16, usual: UInt16)] = []
        for pair in pairs.split(whereSeparator: \.isWhitespace) {
            let characters = Array(pair.utf16)
            if characters.count == 2 { list.append((characters[0], characters[1])) }
        }
        return list
    }()
}
